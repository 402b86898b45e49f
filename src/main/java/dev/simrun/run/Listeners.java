package dev.simrun.run;

import dev.simrun.event.Event;
import java.util.List;
import java.util.Optional;

/** Several listeners as one. */
record Listeners(List<RunListener> all) implements RunListener {
    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void runStarted(int cases) {
        all.forEach(each -> each.runStarted(cases));
    }

    @Override
    public void caseStarted(CaseInfo info) {
        all.forEach(each -> each.caseStarted(info));
    }

    @Override
    public void stepStarted(CaseInfo info, String step) {
        all.forEach(each -> each.stepStarted(info, step));
    }

    @Override
    public void event(CaseInfo info, Event event) {
        all.forEach(each -> each.event(info, event));
    }

    @Override
    public void stepFinished(CaseInfo info, StepResult result) {
        all.forEach(each -> each.stepFinished(info, result));
    }

    @Override
    public Optional<Witness> witness(CaseInfo info) {
        return all.stream().flatMap(each -> each.witness(info).stream()).findFirst();
    }

    @Override
    public void caseFinished(CaseResult result) {
        all.forEach(each -> each.caseFinished(result));
    }
}
