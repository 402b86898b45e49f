package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.ScenarioFile;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The cases of a scenario, which a test takes through their steps one after the other. Who closes it leaves the case
 * that is left then.
 */
public final class Debugging implements Debugger, AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final CompletableFuture<List<CaseResult>> results = new CompletableFuture<>();

    private Debugging() {}

    public static Debugging of(ScenarioFile file) {
        var debugging = new Debugging();
        var seeds = new Seeds(OptionalLong.of(7), 1);
        var options = new RunOptions(false, RefereeMode.OFF, seeds).with(debugging);
        var plan = file.cases().stream().map(one -> new Planned(file, one)).toList();
        Thread.ofPlatform().daemon().start(() -> debugging.run(plan, options));
        return debugging;
    }

    private void run(List<Planned> plan, RunOptions options) {
        try {
            results.complete(Finished.run(plan, options));
        } catch (RuntimeException | InterruptedException | Error wrong) {
            results.completeExceptionally(wrong);
        }
    }

    /** On the run's own thread, which waits until the test is done with the session. */
    @Override
    public Ending debug(Session session) throws InterruptedException {
        sessions.add(session);
        return endings.take();
    }

    @Override
    public void interrupt() {
        // the test itself decides when it goes on
    }

    /** That of the next case. */
    public Session session() throws InterruptedException {
        var session = sessions.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(session).as("a session within %s s", LIMIT_SECONDS).isNotNull();
        return session;
    }

    /** Is done with the session. */
    public void end(Ending how) {
        endings.add(how);
    }

    /** Of all cases, once they have ended. */
    List<CaseResult> results() {
        return results.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Is done with the session of the only case, which has gone as it says. */
    CaseResult result(Ending how) {
        end(how);
        return results().getFirst();
    }

    @Override
    public void close() {
        end(Ending.QUIT);
        var _ = results();
    }
}
