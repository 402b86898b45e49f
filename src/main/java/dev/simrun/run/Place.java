package dev.simrun.run;

import dev.simrun.scenario.Steps;
import java.util.Optional;

/**
 * Where a step stands in its list; the number of one that was typed is 0.
 *
 * @param round of {@code repeat} in which it is carried out, if in one
 */
record Place(int number, int count, boolean inFinally, Optional<String> round) {
    static final Place TYPED = new Place(0, 0, false, Optional.empty());

    /** The place of the step at a position, from 0. */
    static Place in(Steps steps, int position, boolean inFinally) {
        return new Place(position + 1, steps.size(), inFinally, steps.round(position));
    }

    Failure failure(StepStop stop) {
        return stop.failure(number, count, inFinally);
    }
}
