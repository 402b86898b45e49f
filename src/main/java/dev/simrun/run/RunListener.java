package dev.simrun.run;

import dev.simrun.event.Event;
import java.util.List;

/** Is told of a run as it goes, and of which case each thing is, as it was planned; from different threads. */
public interface RunListener {
    default void caseStarted(CaseInfo info) {}

    /** An event was recorded. The environment waits meanwhile: be quick. */
    default void event(CaseInfo info, Event event) {}

    default void stepFinished(CaseInfo info, StepResult result) {}

    /** A case has ended, or won't be run. The run itself forgets what happened in it. */
    default void caseFinished(CaseResult result) {}

    /** One that tells others, in that order. */
    static RunListener all(List<RunListener> others) {
        return new Listeners(others);
    }
}
