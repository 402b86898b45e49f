package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.run.Runner.Planned;

import java.util.List;

/** Several listeners as one. */
record Listeners(List<RunListener> all) implements RunListener {
    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void caseStarted(Planned planned) {
        all.forEach(each -> each.caseStarted(planned));
    }

    @Override
    public void event(Planned planned, Event event) {
        all.forEach(each -> each.event(planned, event));
    }

    @Override
    public void stepFinished(Planned planned, StepResult result) {
        all.forEach(each -> each.stepFinished(planned, result));
    }

    @Override
    public void caseFinished(Planned planned, CaseResult result) {
        all.forEach(each -> each.caseFinished(planned, result));
    }
}
