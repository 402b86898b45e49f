package dev.simrun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why the steps of a case did not pass: those that were passed over, the next one, and those of {@code finally}. */
final class Failures {
    private final List<Failure> passedOver = new ArrayList<>();
    private final List<Failure> inFinally = new ArrayList<>();
    private Optional<Failure> next = Optional.empty();

    /** That of the next step, if it has been tried. */
    Optional<Failure> next() {
        return next;
    }

    void next(Optional<Failure> tried) {
        next = tried;
    }

    /** The next step is passed over; if it failed, that still counts. */
    void passOver() {
        next.ifPresent(passedOver::add);
        next = Optional.empty();
    }

    void add(Failure beside) {
        passedOver.add(beside);
    }

    void addInFinally(Failure one) {
        inFinally.add(one);
    }

    /** Without those of {@code finally}. */
    List<Failure> ofSteps() {
        var all = new ArrayList<>(passedOver);
        next.ifPresent(all::add);
        return all;
    }

    List<Failure> inFinally() {
        return inFinally;
    }
}
