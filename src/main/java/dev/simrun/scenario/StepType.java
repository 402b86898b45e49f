package dev.simrun.scenario;

import java.util.Set;

/**
 * What all steps of one key have in common.
 *
 * @param key such as {@code invoke}
 * @param mayWait whether such a step may have to wait for something
 * @param movesMark whether {@code expect_*} look at what happened since it began
 * @param success the fields by which an expectation says itself what a success is; empty where a result need not be one
 */
public record StepType(String key, boolean mayWait, boolean movesMark, Set<String> success) {
    public StepType {
        success = Set.copyOf(success);
    }
}
