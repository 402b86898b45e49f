package dev.simrun.run;

import dev.simrun.engine.Environment;
import dev.simrun.event.Fact;
import dev.simrun.match.Literals;
import dev.simrun.proc.Processes;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Phase;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps {@code freeze} and {@code thaw}. */
final class FreezeVerbs {
    /** More than any process takes to stop, but one that waits for a device. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Init ends before: it has a limit of its own. */
    private static final Duration INIT_LIMIT = Duration.ofDays(1);

    private final Live live;

    FreezeVerbs(Live live) {
        this.live = live;
    }

    ObjectNode freeze(Step.Freeze step) throws StepStop, InterruptedException {
        live.requireInit(step);
        var refusal = refusal(live.scenarioCase, Processes.supported());
        if (refusal.isPresent()) {
            throw errored(step, refusal.get());
        }
        var environment = live.environment;
        var _ = environment.await(INIT_LIMIT, () -> !starting(environment.phase()));
        long before = live.timeline().last();
        environment.freeze();
        boolean over =
                environment.await(LIMIT, () -> frozen(environment) || !environment.freezing());
        if (!over) {
            throw errored(step, "not all processes stopped within " + Literals.duration(LIMIT));
        }
        boolean wasFrozen =
                live.timeline().after(before).stream()
                        .anyMatch(e -> e.fact() instanceof Fact.Freeze);
        if (!wasFrozen && !frozen(environment)) {
            throw errored(
                    step,
                    switch (environment.phase()) {
                        case TERMINATED -> "the environment has been shut down";
                        case SHUTDOWN -> "the environment's processes are being ended";
                        case NEW -> "no process runs; the next invocation starts them";
                        case INIT, RESTORE, READY, INVOKE ->
                                "an invocation began before all processes were stopped";
                    });
        }
        return Trees.object();
    }

    private static boolean starting(Phase phase) {
        return phase == Phase.INIT || phase == Phase.RESTORE;
    }

    private static boolean frozen(Environment environment) {
        return environment.state().equals("frozen");
    }

    /** Why a case can't be frozen on a system, if it can't. */
    static Optional<String> refusal(Case scenarioCase, boolean hasSignals) {
        return Stream.concat(Stream.of(scenarioCase.runtime()), scenarioCase.extensions().stream())
                .filter(actor -> !hasSignals && actor.program() instanceof Program.Real)
                .map(Actor::name)
                .findFirst()
                .map(name ->
                        "this system can't stop the process of "
                                + name
                                + ": it has no SIGSTOP (only scripted actors can be frozen here)");
    }

    ObjectNode thaw(Step.Thaw step) throws StepStop {
        if (!live.environment.freezing()) {
            throw errored(step, "nothing is frozen: the state is " + live.environment.state());
        }
        live.environment.thaw();
        return Trees.object();
    }

    private static StepStop errored(Step step, String message) {
        return StepStop.errored(step.common().key() + ": " + message, step.common().at());
    }
}
