package dev.simrun.actor;

import dev.simrun.engine.Time;
import dev.simrun.fake.LambdaClient;
import dev.simrun.fake.Stage;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What surrounds a fake. While the environment is frozen a fake does nothing.
 *
 * @param clients makes clients of the local API
 * @param output takes the lines that the fake writes
 */
record FakeStage(Gate gate, Time time, boolean snapStart, Supplier<LambdaClient> clients, Consumer<String> output)
        implements Stage {
    @Override
    public LambdaClient connect() {
        return new GatedClient(gate, clients.get());
    }

    @Override
    public Thread start(String name, Runnable task) {
        return time.start(name, task);
    }

    @Override
    public void print(String line) {
        try {
            gate.pass(() -> output.accept(line));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt(); // it was killed while it was frozen
        }
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        time.pause(length);
        gate.pass();
    }

    @Override
    public void pause() throws InterruptedException {
        time.pause();
    }
}
