package dev.simrun.run;

import dev.simrun.actor.Access;
import dev.simrun.actor.Actors;
import dev.simrun.actor.Launcher;
import dev.simrun.api.Api;
import dev.simrun.api.Faults;
import dev.simrun.api.FaultyApi;
import dev.simrun.api.LocalApi;
import dev.simrun.engine.Environment;
import dev.simrun.engine.RealTime;
import dev.simrun.engine.Time;
import dev.simrun.engine.VirtualTime;
import dev.simrun.event.Fact;
import dev.simrun.event.Timeline;
import dev.simrun.fake.LambdaClient;
import dev.simrun.http.Servers;
import dev.simrun.proc.Processes;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Clock;
import dev.simrun.scenario.Content;
import dev.simrun.scenario.Scope;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Simulator;
import dev.simrun.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A case while it runs: its environment, actors and names. */
final class LiveCase implements AutoCloseable {
    private static final Duration HOST_END = Duration.ofSeconds(2);

    final Case scenarioCase;
    final Time time;
    final Environment environment;
    final Actors actors;
    final Scope scope;
    final RandomGenerator random;
    final Faults faults;
    final SetUp setUp = new SetUp();

    /** What comes of what the steps begin. */
    final Results results;

    /** What runs beside the steps. */
    final Background background = new Background();

    final Latecomers latecomers = new Latecomers();

    /** The newest event when each named step began. */
    final Map<String, Long> began = new ConcurrentHashMap<>();

    /**
     * The newest event when the last phase verb began: {@code expect_*} looks after it. Steps that may wait use it, of
     * which there is one at a time.
     */
    long mark;

    /** How many requests the scenario itself sends now. */
    final AtomicInteger sending = new AtomicInteger();

    /** Whether somebody is shown the result of each step. */
    boolean debugged;

    /** How long the case may take, and its steps wait. */
    TimeScale scale = TimeScale.USUAL;

    private final Access access;
    private final Processes processes;
    private final boolean hasInitStep;
    private volatile boolean initBegun;
    private volatile Payload lastPayload = new Payload(Trees.object(), Bytes.EMPTY);

    private LiveCase(
            Case scenarioCase,
            Environment environment,
            Access access,
            Processes processes,
            Actors actors,
            Faults faults,
            RandomGenerator random) {
        this.scenarioCase = scenarioCase;
        this.time = environment.time();
        this.environment = environment;
        this.access = access;
        this.processes = processes;
        this.actors = actors;
        this.faults = faults;
        this.random = random;
        this.results = Results.of(environment);
        this.hasInitStep = scenarioCase.steps().distinct().anyMatch(it -> it instanceof Step.Init);
        this.scope = new Scope(scenarioCase.roots());
    }

    /**
     * An environment with no actor started; by the real clock it listens.
     *
     * @param time its own
     * @param shared by the whole run
     * @param random where its identifiers come from
     * @param witness who keeps what its events don't hold, if anybody does
     * @throws PortException if no port could be bound
     */
    static LiveCase open(
            Case scenarioCase, Time time, Shared shared, SplittableRandom random, Optional<Witness> witness) {
        var processes = shared.processes();
        var environment = new Environment(Setups.of(scenarioCase), time, random.split());
        var faults = new Faults(time, random.split());
        var api = new FaultyApi(new LocalApi(environment), environment, faults);
        var access = access(api, time, random, shared.servers());
        var launcher = new Launcher(
                        environment, processes, scenarioCase.function(), access, hex(random, 32), System.getenv())
                .telling((actor, command) -> witness.ifPresent(it -> it.started(actor, command)));
        var actors = new Actors(scenarioCase.runtime(), scenarioCase.extensions(), environment, launcher);
        environment.attach(actors);
        access.mark().ifPresent(processes::mark);
        var live = new LiveCase(scenarioCase, environment, access, processes, actors, faults, random);
        live.results.overheard(witness);
        return live;
    }

    private static Access access(Api api, Time time, RandomGenerator random, Servers servers) {
        try {
            return Access.open(api, time, random, servers);
        } catch (IOException noPort) {
            throw new PortException("can't listen on a loopback port: " + noPort.getMessage(), noPort);
        }
    }

    /** Random numbers give the order of what may happen at the same time in virtual time. */
    static Time time(Clock clock, SplittableRandom random, Shared shared) {
        var worker = shared.breakdown().worker();
        return switch (clock) {
            case REAL -> new RealTime(shared.room(), worker);
            case VIRTUAL -> new VirtualTime(random.split(), shared.room(), worker);
        };
    }

    /** A payload as it travels. Many invocations have the same one: to compare it with another would take as long. */
    @SuppressWarnings("ReferenceEquality")
    Bytes json(JsonNode payload) {
        var known = lastPayload;
        if (known.tree() != payload) {
            known = new Payload(payload, Content.json(payload));
            lastPayload = known;
        }
        return known.bytes();
    }

    private record Payload(JsonNode tree, Bytes bytes) {}

    /** Random hexadecimal digits, in lower case. */
    static String hex(RandomGenerator random, int digits) {
        var text = new StringBuilder(digits);
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    /** How long a step waits, where it has a limit of its own. */
    Duration limit(Step step) {
        return scaled(step.common().limit());
    }

    /** A limit of waiting as long as it is to be here. */
    Duration scaled(Duration limit) {
        return scale.waiting(limit);
    }

    Timeline timeline() {
        return environment.timeline();
    }

    LambdaClient connect() {
        return access.connect();
    }

    /** Begins init; internal extensions of a runtime that the scenario plays begin with it. */
    CompletableFuture<ObjectNode> init() {
        initBegun = true;
        environment.init();
        if (!Setups.hasProcess(scenarioCase.runtime())) {
            actors.startInternal();
        }
        return results.init();
    }

    /**
     * The result of an invocation whose phase is over, once all output of it has been read; one refused has none.
     *
     * @param after the number of an event before which it had not begun
     * @param lookedAt whether it is to have what is costly to know
     */
    ObjectNode whole(ObjectNode answer, ObjectNode end, long after, boolean lookedAt) {
        if (end.isEmpty()) {
            return answer;
        }
        if (environment.is(Simulator::occupied)) {
            actors.drain();
        } else {
            actors.endOutput();
        }
        var whole = Trees.object();
        whole.setAll(answer);
        whole.setAll(end);
        if (lookedAt) {
            actors.peakMemoryBytes().ifPresent(bytes -> whole.put("max_memory_used", bytes));
            var lines = whole.putArray("logs");
            logs(answer.path("request_id").asString(""), after).forEach(lines::add);
        }
        return whole;
    }

    /** Whether anybody sees more of a step's result than whether it is a success. */
    boolean isLookedAt(Step step) {
        var common = step.common();
        return debugged
                || !common.waits()
                || common.expect().isPresent()
                || common.as().isPresent();
    }

    /** What was written from the begin of an invocation to that of the next one. */
    private List<String> logs(String requestId, long after) {
        var lines = new ArrayList<String>();
        boolean running = false;
        for (var event : timeline().after(after)) {
            if (event.fact() instanceof Fact.InvokeStart start) {
                running = start.requestId().equals(requestId);
            } else if (running && event.fact() instanceof Fact.Log log) {
                lines.add(log.line());
            }
        }
        return lines;
    }

    /** Waits for what a step can't go on without. */
    <T> T get(CompletableFuture<T> future, Step step) throws StepStop, InterruptedException {
        try {
            return time.get(future);
        } catch (ExecutionException failed) {
            throw StepStop.because(failed, step);
        }
    }

    /** How events call the actor of that key, or of the name under which it registers. */
    String key(String name) {
        return actors.named(name).map(Actor::key).orElse(name);
    }

    int port() {
        return access.port();
    }

    boolean initBegun() {
        return initBegun;
    }

    /** Whether the file says when init begins. */
    boolean hasInitStep() {
        return hasInitStep;
    }

    /** Stops a step that would wait for ever, as nothing runs before the file's init step. */
    void requireInit(Step step) throws StepStop {
        if (!initBegun) {
            throw StepStop.errored(step, "init has not begun; with an init step in the file nothing runs before it");
        }
    }

    /** Ends everything: processes first, then connections. */
    @Override
    public void close() {
        actors.close();
        access.mark().ifPresent(processes::killMarked); // while the port is still its own
        environment.close();
        time.close();
        access.close();
        try {
            var _ = environment.awaitHost(HOST_END);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        actors.close(); // what the host had begun to start meanwhile
    }
}
