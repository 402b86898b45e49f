package dev.simrun.run;

import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Clock;
import java.util.SplittableRandom;

/** How the cases of a run are opened. */
record Opening(RunOptions options, Shared shared) {
    /**
     * Opens a session in which nothing runs yet; where it is debugged, the clock stands still between the steps.
     *
     * @throws PortException if the environment can't listen
     */
    Session session(Planned planned, SplittableRandom random) {
        boolean standing = options.debugger().isPresent();
        var time = LiveCase.time(planned.file().clock(), random, shared);
        if (standing) {
            time.hold();
        }
        var witness = shared.listener().witness(planned.info());
        // By a virtual clock nothing that takes long takes any time.
        var scale = planned.file().clock() == Clock.REAL
                ? options.timeScale()
                : new TimeScale(options.timeScale().factor(), true);
        var live = LiveCase.open(scale.budgets(planned.scenarioCase()), time, shared, random, witness);
        live.debugged = standing;
        live.scale = scale;
        var thread = new StepThread(live, standing);
        var info = planned.info();
        witness.ifPresent(it -> live.timeline().listen(it::heard));
        live.timeline().listen(event -> shared.listener().event(info, event));
        live.timeline().listen(thread::heard);
        Undeclared.watch(live, planned.scenarioCase(), thread::cutOffUnlessInFinally);
        if (options.referee() == RefereeMode.OFF) {
            planned.file().silenced().values().forEach(waiver -> live.setUp.met(waiver.at()));
        } else {
            Findings.watch(live.timeline(), planned.file(), planned.scenarioCase(), live.setUp::met);
        }
        return new Session(planned, live, thread, shared);
    }
}
