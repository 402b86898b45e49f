package dev.simrun.repl;

import dev.simrun.run.Debugger;
import dev.simrun.run.RefereeMode;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunOptions;
import dev.simrun.run.Runner;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Seeds;
import dev.simrun.run.Session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A session in which a test looks at what stands at the prompt. */
final class Live {
    private Live() {}

    /** What a test does in it. */
    interface Look {
        void at(Session session) throws Exception;
    }

    /** Opens a session of a scenario, looks at it and leaves it. */
    static void look(String scenario, Look look) throws Exception {
        var wrong = new AtomicReference<Optional<Throwable>>(Optional.empty());
        var debugger =
                new Debugger() {
                    @Override
                    public Ending debug(Session session) {
                        try {
                            look.at(session);
                        } catch (Exception | AssertionError failed) {
                            wrong.set(Optional.of(failed)); // told once the session is closed
                        }
                        return Ending.QUIT;
                    }

                    @Override
                    public void interrupt() {
                        // the look is short
                    }
                };
        var file = Steps.file(scenario);
        var options = new RunOptions(false, false, RefereeMode.OFF, Seeds.USUAL).with(debugger);
        try (var runner = new Runner(new RunListener() {}, options)) {
            var _ = runner.run(List.of(new Planned(file, file.cases().getFirst())));
        }
        if (wrong.get().isPresent()) {
            throw new AssertionError("in the session", wrong.get().get());
        }
    }
}
