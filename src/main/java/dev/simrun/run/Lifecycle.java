package dev.simrun.run;

import dev.simrun.event.ShutdownReason;
import dev.simrun.scenario.Function.InitializationType;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Simulator;

import tools.jackson.databind.node.ObjectNode;

/** Steps that put the environment as a whole into another state. */
final class Lifecycle {
    private final Live live;
    private final Verbs verbs;

    Lifecycle(Live live, Verbs verbs) {
        this.live = live;
        this.verbs = verbs;
    }

    ObjectNode reset(Step.Reset step) throws StepStop, InterruptedException {
        requireRunning(step);
        var reason = ShutdownReason.named(step.reason().in(live.scope)).orElseThrow();
        var report = live.environment.reset(reason);
        if (!step.common().waits()) {
            step.common().as().ifPresent(name -> live.phases.put(name, report));
            return Trees.object();
        }
        var done = verbs.get(report, step);
        live.actors.drain();
        return Trees.shutdown(done);
    }

    ObjectNode restore(Step.Restore step) throws StepStop, InterruptedException {
        requireRunning(step);
        var type = live.scenarioCase.function().initializationType();
        if (type != InitializationType.SNAP_START) {
            throw StepStop.errored(
                    "restore: the function has no snapshot; it needs initialization_type:"
                            + " snap-start",
                    step.common().at());
        }
        if (live.environment.is(Simulator::restored)) {
            throw StepStop.errored(
                    "restore: the snapshot has already been restored", step.common().at());
        }
        var report = live.environment.restore();
        if (!step.common().waits()) {
            step.common().as().ifPresent(name -> live.phases.put(name, report));
            return Trees.object();
        }
        return Trees.restore(verbs.get(report, step));
    }

    private void requireRunning(Step step) throws StepStop {
        live.requireInit(step);
        if (live.environment.is(Simulator::over)) {
            throw StepStop.errored(
                    step.common().key() + ": the environment has been shut down",
                    step.common().at());
        }
    }
}
