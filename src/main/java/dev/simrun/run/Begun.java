package dev.simrun.run;

import dev.simrun.engine.Environment;
import dev.simrun.run.Progress.Ended;
import dev.simrun.scenario.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A step under way.
 *
 * @param startedAt since the case began
 * @param startNanos by the JVM's own clock
 * @param firstEvent the number of the newest event when it began
 * @param thread that carries it out; empty where nothing is carried out any more
 */
record Begun(Step step, Place place, Duration startedAt, long startNanos, long firstEvent, Optional<Thread> thread) {

    static Begun now(Next next, Environment environment, Optional<Thread> thread) {
        return new Begun(
                next.step(),
                next.place(),
                environment.elapsed(),
                System.nanoTime(),
                environment.timeline().last(),
                thread);
    }

    void interrupt() {
        thread.ifPresent(Thread::interrupt);
    }

    /** What its thread does now. */
    List<StackTraceElement> stack() {
        return thread.map(it -> List.of(it.getStackTrace())).orElse(List.of());
    }

    /** How it ended, where its own thread does not say so: the case's lock may be out of reach. */
    Ended ended(StepStop why) {
        var failure = place.failure(why);
        var duration = Duration.ofNanos(System.nanoTime() - startNanos);
        return new Ended(step, result(failure.verdict(), duration), Trees.object(), Optional.of(failure), true);
    }

    StepResult result(Verdict verdict, Duration duration) {
        var span = new StepResult.Span(startedAt, duration, firstEvent);
        return StepResult.of(step, place, verdict, span);
    }
}
