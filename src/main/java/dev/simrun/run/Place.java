package dev.simrun.run;

import java.util.Optional;

/**
 * Where a step stands in its list; the number of one that was typed is 0.
 *
 * @param round of {@code repeat} in which it is carried out, if in one
 */
record Place(int number, int count, boolean inFinally, Optional<String> round) {
    static final Place TYPED = new Place(0, 0, false, Optional.empty());

    Failure failure(StepStop stop) {
        return stop.failure(number, count, inFinally);
    }
}
