package dev.simrun.scenario;

import java.util.Set;

/**
 * What all steps of one key have in common.
 *
 * @param key such as {@code invoke}
 * @param mayWait whether such a step may have to wait for something
 * @param movesMark whether {@code expect_*} look at what happened since it began
 * @param defaults what its result must be
 */
public record StepType(String key, boolean mayWait, boolean movesMark, Set<Default> defaults) {
    public StepType {
        defaults = Set.copyOf(defaults);
    }

    /** Whether such a step does nothing but look, at what there is or at what is to come. */
    public boolean looks() {
        return isCheck() || key.startsWith("expect");
    }

    /** Whether such a step looks at what there is and does nothing. */
    public boolean isCheck() {
        return key.startsWith("assert");
    }
}
