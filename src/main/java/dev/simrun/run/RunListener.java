package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.run.Runner.Planned;

import java.util.List;

/**
 * Is told of a run as it goes, and of which case each thing is, as it was planned; from different
 * threads.
 */
public interface RunListener {
    default void caseStarted(Planned planned) {}

    /** An event was recorded. The environment waits meanwhile: be quick. */
    default void event(Planned planned, Event event) {}

    default void stepFinished(Planned planned, StepResult result) {}

    /** A case has ended, or won't be run. The run itself forgets what happened in it. */
    default void caseFinished(Planned planned, CaseResult result) {}

    /** One that tells others, in that order. */
    static RunListener all(List<RunListener> others) {
        return new Listeners(others);
    }
}
