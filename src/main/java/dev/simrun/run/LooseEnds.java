package dev.simrun.run;

import dev.simrun.run.Background.Due;
import dev.simrun.run.Background.Phase;
import dev.simrun.run.Progress.Ended;
import dev.simrun.scenario.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Sees to it that what steps began and did not wait for is judged, each phase once. */
record LooseEnds(LiveCase live, StepThread thread, Allowance allowance) {
    /** Whether something that steps began has ended and may have to be judged. */
    boolean any() {
        return live.background.unjudged().stream()
                .anyMatch(phase -> phase.ended().isDone());
    }

    /**
     * Judges what has ended, unless a later step looks at it.
     *
     * @param next the position of the next step, from 0
     * @return the first that does not hold
     */
    Optional<Ended> ended(List<Step> steps, int next) throws InterruptedException {
        var later = steps.subList(Math.min(next, steps.size()), steps.size());
        return judge(phase -> phase.ended().isDone()
                && switch (phase.due()) {
                    case NOTHING -> false;
                    case ENDING -> true;
                    case ALL -> phase.step().common().expect().isPresent() || !isLookedAt(phase.step(), later);
                });
    }

    private static boolean isLookedAt(Step begun, List<Step> steps) {
        return steps.stream().anyMatch(step -> step instanceof Step.Result result && result.isOf(begun));
    }

    /**
     * Judges what is left after the last step. What nothing has looked at is awaited.
     *
     * @return the first that does not hold
     */
    Optional<Ended> rest() throws InterruptedException {
        return judge(phase -> phase.due() == Due.ALL
                || (phase.due() == Due.ENDING && phase.ended().isDone()));
    }

    private Optional<Ended> judge(Predicate<Phase> due) throws InterruptedException {
        for (var phase : live.background.unjudged()) {
            if (due.test(phase)) {
                thread.judge(phase);
                var ended = ending();
                if (!ended.passed()) {
                    return Optional.of(ended);
                }
            }
        }
        return Optional.empty();
    }

    /** The end of what is under way, wherever somebody wants to stop. */
    private Ended ending() throws InterruptedException {
        while (true) {
            if (thread.await(allowance) instanceof Ended ended) {
                return ended;
            }
            thread.goOn();
        }
    }
}
