package dev.simrun.run;

import dev.simrun.run.Progress.Ended;
import dev.simrun.scenario.Step;
import java.util.Optional;
import java.util.function.Supplier;

/** A step that is carried out, wherever it stands, on the caller's thread. */
record Attempt(LiveCase live, Step step, Place place) {
    /** What is done for a step. */
    @FunctionalInterface
    interface Task {
        Verdict run(StepRunner runner) throws StepStop, InterruptedException;
    }

    /**
     * Carries it out; the last moment of it is the step's end.
     *
     * @param cut why the thread was interrupted, if it was
     * @param whenOver comes before anybody looks at what came of it
     */
    Ended carryOut(Task task, Supplier<Cut> cut, Runnable whenOver) {
        var startedAt = live.environment.elapsed();
        long firstEvent = live.timeline().last();
        var runner = new StepRunner(live); // its own: another step may be carried out beside it
        var verdict = Verdict.PASSED;
        Optional<Failure> why = Optional.empty();
        boolean cutOff = false;
        try {
            verdict = task.run(runner);
        } catch (StepStop stop) {
            why = Optional.of(place.failure(runner.told(step, stop)));
        } catch (InterruptedException interrupted) {
            why = Optional.of(place.failure(cut.get().stop(step)));
            cutOff = true;
        }
        whenOver.run();
        if (why.isPresent()) {
            verdict = why.get().verdict();
        }
        var duration = live.environment.elapsed().minus(startedAt);
        return new Ended(
                step,
                StepResult.of(step, place.inFinally(), verdict, new StepResult.Span(startedAt, duration, firstEvent)),
                runner.value(),
                why,
                cutOff);
    }
}
