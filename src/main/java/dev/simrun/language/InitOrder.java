package dev.simrun.language;

import dev.simrun.scenario.Step;
import dev.simrun.scenario.Steps;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

/** Where the step {@code init} can stand: with it in the file, no process runs before it. */
final class InitOrder {
    private static final String INIT = LifecycleSteps.INIT.key();

    private InitOrder() {}

    /** Tells of steps that could never do what they say; those with {@code if} may not be carried out at all. */
    static void check(Steps steps, Problems problems) {
        if (steps.distinct().noneMatch(InitOrder::isInit)) {
            return;
        }
        var sure = steps.stream()
                .filter(step -> step.common().condition().isEmpty())
                .toList();
        var inits = sure.stream().filter(InitOrder::isInit).toList();
        if (inits.isEmpty()) {
            return;
        }
        var first = inits.getFirst();
        inits.stream()
                .skip(1)
                .forEach(again -> problems.add(
                        Problem.of(again.common().at(), "init is done once; after a reset the next invocation does it")
                                .note("the first init is at " + first.common().at())));
        sure.subList(0, sure.indexOf(first)).stream()
                .filter(step -> needsInit(step))
                .forEach(early -> problems.add(Problem.of(
                                early.common().at(),
                                early.common().key() + " can't stand before init: nothing runs until then")
                        .note("init is at " + first.common().at())));
    }

    private static boolean isInit(Step step) {
        return step.common().key().equals(INIT);
    }

    /** All that does something to processes but lets time pass, and all that waits for them. */
    private static boolean needsInit(Step step) {
        boolean acts = step.common().type().movesMark() && !(step instanceof Step.Advance);
        return acts || step.common().key().startsWith("expect_");
    }
}
