package dev.simrun.run;

import dev.simrun.fake.LambdaClient;
import dev.simrun.fake.Stage;
import dev.simrun.http.LeanClient;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Request;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What surrounds a fake. While the environment is frozen a fake does nothing.
 *
 * @param port of the local API
 * @param output takes the lines that the fake writes
 */
record FakeStage(Gate gate, int port, Consumer<String> output) implements Stage {
    @Override
    public LambdaClient connect() {
        var client = LeanClient.to(port);
        return new LambdaClient() {
            @Override
            public Answer send(Request request) throws IOException, InterruptedException {
                gate.pass();
                var answer = client.send(request);
                gate.pass();
                return answer;
            }

            @Override
            public void close() {
                client.close();
            }
        };
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
        var _ = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
        gate.pass();
    }

    @Override
    public void pause() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
