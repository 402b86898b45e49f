package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.scenario.Step;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What came of letting a step run. */
public sealed interface Progress {
    /**
     * The step ended.
     *
     * @param value its result; empty where it has none or did not come to it
     * @param failure why it did not pass
     * @param cutOff whether it did not come to its own end
     */
    record Ended(Step step, StepResult result, ObjectNode value, Optional<Failure> failure, boolean cutOff)
            implements Progress {
        public boolean passed() {
            return failure.isEmpty();
        }
    }

    /** An event was recorded at which to stop; the step is still under way. */
    record Stopped(Event at) implements Progress {}

    /** Somebody asked for it; the step is still under way. */
    record Halted() implements Progress {}
}
