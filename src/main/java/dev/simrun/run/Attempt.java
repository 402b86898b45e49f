package dev.simrun.run;

import dev.simrun.run.Progress.Ended;
import java.util.Optional;
import java.util.function.Supplier;

/** A step that is carried out, wherever it stands, on the caller's thread. */
record Attempt(LiveCase live, Begun begun) {
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
        var step = begun.step();
        var place = begun.place();
        var runner = new StepRunner(live, place); // its own: another step may be carried out beside it
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
        var result = begun.result(verdict, live.environment.elapsed().minus(begun.startedAt()));
        return new Ended(step, result, runner.value(), why, cutOff);
    }
}
