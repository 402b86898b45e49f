package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;

/** Is told of a run as it goes; from one case at a time, but from different threads. */
public interface RunListener {
    default void caseStarted(ScenarioFile file, Case scenarioCase) {}

    /** An event was recorded. The environment waits meanwhile: be quick. */
    default void event(Event event) {}

    default void stepFinished(StepResult result) {}

    default void caseFinished(CaseResult result) {}
}
