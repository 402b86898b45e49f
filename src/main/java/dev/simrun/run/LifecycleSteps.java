package dev.simrun.run;

import dev.simrun.engine.View;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import dev.simrun.match.Literals;
import dev.simrun.proc.Processes;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Function.InitializationType;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Simulator;
import dev.simrun.sim.Uuid;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Steps that take the environment as a whole from one state to another. */
record LifecycleSteps(LiveCase live, Place place) {
    /** More than any process takes to stop, but one that waits for a device. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Init ends before: it has a limit of its own. */
    private static final Duration INIT_LIMIT = Duration.ofDays(1);

    ObjectNode init(Step.Init step) throws StepStop, InterruptedException {
        if (live.initBegun()) {
            throw StepStop.errored(step, "it has already begun");
        }
        return phase(step, live.init());
    }

    /** The result of a phase that begins; none yet, where the step does not wait for it. */
    private ObjectNode phase(Step step, CompletableFuture<ObjectNode> result) throws StepStop, InterruptedException {
        if (step.common().waits()) {
            return live.get(result, step);
        }
        live.background.add(new Background.Origin(step, place, live.mark), result);
        return Trees.object();
    }

    /** The result of the end of processes, once all that they wrote has been read. */
    private ObjectNode ending(Step step, CompletableFuture<ObjectNode> result) throws StepStop, InterruptedException {
        var tree = phase(step, result);
        if (step.common().waits()) {
            live.actors.drain();
        }
        return tree;
    }

    ObjectNode invoke(Step.Invoke step) throws StepStop, InterruptedException {
        var invocation = invocation(step);
        if (step.common().waits()) {
            live.requireInit(step);
        }
        long limit = live.scenarioCase.limits().payloadBytes();
        var invoked = invocation.payload().size() > limit
                ? Invoked.tooLarge(invocation.requestId(), limit)
                : live.results.invoke(live.environment, invocation, live.isLookedAt(step));
        if (!step.common().waits()) {
            live.background.add(new Background.Origin(step, place, live.mark), invoked);
            return Trees.object().put("request_id", invoked.requestId());
        }
        return ended(invoked, step);
    }

    /** The whole result, once the phase is over and all output of it has been read. */
    private ObjectNode ended(Invoked invoked, Step step) throws StepStop, InterruptedException {
        var end = live.get(invoked.ended(), step);
        var answer = live.get(invoked.answered(), step);
        return live.whole(answer, end, live.mark, live.isLookedAt(step));
    }

    private Invocation invocation(Step.Invoke step) {
        var scope = live.scope;
        return new Invocation(
                text(step.requestId()).orElseGet(() -> Uuid.from(live.random)),
                live.json(step.payload().in(scope)),
                step.clientContext().map(arg -> arg.in(scope).toString()),
                step.cognitoIdentity().map(arg -> arg.in(scope).toString()),
                text(step.tenantId()),
                text(step.traceId()).orElseGet(this::traceId),
                live.scale.budget(step.timeout()
                        .map(arg -> arg.in(scope))
                        .orElse(live.scenarioCase.function().timeout())),
                step.stream().map(arg -> arg.in(scope)).orElse(false));
    }

    private Optional<String> text(Optional<Arg<String>> argument) {
        return argument.map(arg -> arg.in(live.scope));
    }

    /** A trace that is not sampled, as of a caller without tracing (WIRE.md §2.2). */
    private String traceId() {
        var seconds = Long.toHexString(live.time.instant().getEpochSecond());
        var root = LiveCase.hex(live.random, 24);
        var parent = LiveCase.hex(live.random, 16);
        return "Root=1-" + seconds + "-" + root + ";Parent=" + parent + ";Sampled=0";
    }

    ObjectNode shutdown(Step.Shutdown step) throws StepStop, InterruptedException {
        if (live.environment.is(Simulator::over)) {
            throw StepStop.errored(step, "the environment has already been shut down");
        }
        var reason = ShutdownReason.named(step.reason().in(live.scope)).orElseThrow();
        live.environment.shutdown(reason, step.atOnce().in(live.scope));
        return ending(step, live.results.end());
    }

    ObjectNode reset(Step.Reset step) throws StepStop, InterruptedException {
        requireRunning(step);
        var reason = ShutdownReason.named(step.reason().in(live.scope)).orElseThrow();
        return ending(
                step, live.results.reset(live.environment, reason, step.atOnce().in(live.scope)));
    }

    ObjectNode restore(Step.Restore step) throws StepStop, InterruptedException {
        requireRunning(step);
        var type = live.scenarioCase.function().initializationType();
        if (type != InitializationType.SNAP_START) {
            throw StepStop.errored(step, "the function has no snapshot; it needs initialization_type: snap-start");
        }
        if (live.environment.is(Simulator::restored)) {
            throw StepStop.errored(step, "the snapshot has already been restored");
        }
        var result = live.results.restore();
        live.environment.restore();
        return phase(step, result);
    }

    private void requireRunning(Step step) throws StepStop {
        live.requireInit(step);
        if (live.environment.is(Simulator::over)) {
            throw StepStop.errored(step, "the environment has been shut down");
        }
    }

    ObjectNode freeze(Step.Freeze step) throws StepStop, InterruptedException {
        live.requireInit(step);
        var refusal = refusal(live.scenarioCase, Processes.supported());
        if (refusal.isPresent()) {
            throw StepStop.errored(step, refusal.get());
        }
        var environment = live.environment;
        var _ = environment.await(INIT_LIMIT, view -> !starting(view.phase()));
        long before = live.timeline().last();
        environment.freeze();
        boolean over = environment.await(LIMIT, view -> frozen(view) || !view.freezing());
        if (!over) {
            throw StepStop.errored(step, "not all processes stopped within " + Literals.duration(LIMIT));
        }
        boolean wasFrozen = live.timeline().after(before).stream().anyMatch(e -> e.fact() instanceof Fact.Freeze);
        if (!wasFrozen && !environment.look(LifecycleSteps::frozen)) {
            throw StepStop.errored(
                    step,
                    switch (environment.look(View::phase)) {
                        case TERMINATED -> "the environment has been shut down";
                        case SHUTDOWN -> "the environment's processes are being ended";
                        case NEW -> "no process runs; the next invocation starts them";
                        case INIT, RESTORE, READY, INVOKE -> "an invocation began before all processes were stopped";
                    });
        }
        return Trees.object();
    }

    private static boolean starting(Phase phase) {
        return phase == Phase.INIT || phase == Phase.RESTORE;
    }

    private static boolean frozen(View view) {
        return view.state().equals("frozen");
    }

    /** Why a case can't be frozen on a system, if it can't. */
    static Optional<String> refusal(Case scenarioCase, boolean hasSignals) {
        return Stream.concat(Stream.of(scenarioCase.runtime()), scenarioCase.extensions().stream())
                .filter(actor -> !hasSignals && actor.program() instanceof Program.Real)
                .map(Actor::name)
                .findFirst()
                .map(name -> "this system can't stop the process of "
                        + name
                        + ": it has no SIGSTOP (only scripted actors can be frozen here)");
    }

    ObjectNode thaw(Step.Thaw step) throws StepStop {
        if (!live.environment.look(View::freezing)) {
            throw StepStop.errored(step, "nothing is frozen: the state is " + live.environment.look(View::state));
        }
        live.environment.thaw();
        return Trees.object();
    }

    /** Lets time pass: for {@code sleep} and {@code advance}. */
    ObjectNode pause(Arg<Duration> length) throws InterruptedException {
        live.time.pause(length.in(live.scope));
        return Trees.object();
    }
}
