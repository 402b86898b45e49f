package dev.simrun.run;

import dev.simrun.event.Event;
import java.util.List;
import java.util.Optional;

/** Is told of a run as it goes, and of which case each thing is, as it was planned; from different threads. */
public interface RunListener {
    /** So many cases are to be run or skipped. */
    default void runStarted(int cases) {}

    default void caseStarted(CaseInfo info) {}

    /**
     * A step of the file begins, of a case that goes through by itself; such as {@code invoke} or what it is called.
     */
    default void stepStarted(CaseInfo info, String step) {}

    /** An event was recorded. The environment waits meanwhile: be quick. */
    default void event(CaseInfo info, Event event) {}

    default void stepFinished(CaseInfo info, StepResult result) {}

    /** Who keeps of a run of a case what its events don't hold; asked each time that the case is begun. */
    default Optional<Witness> witness(CaseInfo info) {
        return Optional.empty();
    }

    /** A case has ended, or won't be run. The run itself forgets what happened in it. */
    default void caseFinished(CaseResult result) {}

    /** One that tells others, in that order. */
    static RunListener all(List<RunListener> others) {
        return new Listeners(others);
    }
}
