package dev.simrun.run;

import dev.simrun.engine.InvokeRefusedException;
import dev.simrun.engine.Invoked;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import dev.simrun.fake.LambdaClient;
import dev.simrun.http.LeanClient;
import dev.simrun.http.RawExchange;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Simulator;
import dev.simrun.sim.Uuid;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Steps that do something. Each gives its result as a tree. */
final class Verbs {
    private final Live live;

    Verbs(Live live) {
        this.live = live;
    }

    ObjectNode init(Step.Init step) throws StepStop, InterruptedException {
        if (live.initBegun()) {
            throw StepStop.errored("init: it has already begun", step.common().at());
        }
        var report = live.init();
        if (!step.common().waits()) {
            step.common().as().ifPresent(name -> live.phases.put(name, report));
            return Trees.object();
        }
        return Trees.init(get(report, step));
    }

    ObjectNode invoke(Step.Invoke step) throws StepStop, InterruptedException {
        var invocation = invocation(step);
        if (step.common().waits()) {
            live.requireInit(step);
        }
        var invoked = live.environment.invoke(invocation);
        if (!step.common().waits()) {
            step.common().as().ifPresent(name -> live.invocations.put(name, invoked));
            return Trees.object().put("request_id", invoked.requestId());
        }
        return ended(invoked, step);
    }

    /** The whole result, once the phase is over and all output of it has been read. */
    private ObjectNode ended(Invoked invoked, Step step) throws StepStop, InterruptedException {
        var report = get(invoked.ended(), step);
        var tree = Trees.answer(invoked.requestId(), get(invoked.answered(), step));
        live.actors.drain();
        Trees.add(tree, report, live.actors.peakMemoryBytes());
        return tree;
    }

    private Invocation invocation(Step.Invoke step) throws StepStop {
        var scope = live.scope;
        var payload = bytes(step.payload().in(scope));
        long limit = live.scenarioCase.limits().payloadBytes();
        if (payload.size() > limit) {
            throw StepStop.errored(
                    "invoke: the payload has "
                            + payload.size()
                            + " bytes; Lambda takes at most "
                            + limit,
                    step.payload().at());
        }
        return new Invocation(
                text(step.requestId()).orElseGet(() -> Uuid.from(live.random)),
                payload,
                step.clientContext().map(arg -> arg.in(scope).toString()),
                step.cognitoIdentity().map(arg -> arg.in(scope).toString()),
                text(step.tenantId()),
                text(step.traceId()).orElseGet(this::traceId),
                step.timeout()
                        .map(arg -> arg.in(scope))
                        .orElse(live.scenarioCase.function().timeout()),
                step.stream().map(arg -> arg.in(scope)).orElse(false));
    }

    private Optional<String> text(Optional<Arg<String>> argument) {
        return argument.map(arg -> arg.in(live.scope));
    }

    private static Bytes bytes(JsonNode value) {
        return value.isBinary() ? Bytes.of(value.binaryValue()) : Bytes.utf8(value.toString());
    }

    /** A trace that is not sampled, as of a caller without tracing (WIRE.md §2.2). */
    private String traceId() {
        var seconds = Long.toHexString(live.time.instant().getEpochSecond());
        return "Root=1-"
                + seconds
                + "-"
                + Live.hex(live.random, 24)
                + ";Parent="
                + Live.hex(live.random, 16)
                + ";Sampled=0";
    }

    ObjectNode shutdown(Step.Shutdown step) throws StepStop, InterruptedException {
        if (live.environment.is(Simulator::over)) {
            throw StepStop.errored(
                    "shutdown: the environment has already been shut down", step.common().at());
        }
        var reason = ShutdownReason.named(step.reason().in(live.scope)).orElseThrow();
        var report = live.environment.shutdown(reason);
        if (!step.common().waits()) {
            step.common().as().ifPresent(name -> live.phases.put(name, report));
            return Trees.object();
        }
        var done = get(report, step);
        live.actors.drain();
        return Trees.shutdown(done);
    }

    ObjectNode start(Step.Start step) throws StepStop {
        var name = actor(step.actor());
        if (live.environment.is(Simulator::over)) {
            throw StepStop.errored("start: the environment has been shut down", step.common().at());
        }
        if (live.environment.phase() == Phase.SHUTDOWN) {
            throw StepStop.errored(
                    "start: the environment is being reset; the next invocation starts its"
                            + " processes",
                    step.common().at());
        }
        if (live.environment.freezing()) {
            throw StepStop.errored(
                    "start: the environment is frozen; thaw it first", step.common().at());
        }
        if (!live.actors.alive(name)
                && live.environment.extensions(all -> all.byName(name).isPresent())) {
            throw StepStop.errored(
                    "start: "
                            + name
                            + " has registered in this environment; a new process of it would be"
                            + " refused",
                    step.common().at());
        }
        live.actors.startAgain(name);
        return Trees.object();
    }

    ObjectNode signal(Arg<String> actor, String signal) throws StepStop {
        var name = actor(actor);
        if (!live.actors.alive(name)) {
            throw StepStop.errored(name + " is not running", actor.at());
        }
        live.actors.signal(name, signal);
        return Trees.object();
    }

    private String actor(Arg<String> argument) throws StepStop {
        var name = argument.in(live.scope);
        if (live.actors.named(name).isEmpty()) {
            throw StepStop.errored("there is no actor \"" + name + "\"", argument.at());
        }
        if (live.actors.named(name).get().program() instanceof Program.None) {
            throw StepStop.errored(
                    name + " has no process: the scenario plays it itself", argument.at());
        }
        return name;
    }

    ObjectNode http(Step.Http step) throws StepStop, InterruptedException {
        var scope = live.scope;
        var headers = Headers.NONE;
        for (var header : step.headers().entrySet()) {
            headers = headers.with(header.getKey(), header.getValue().in(scope));
        }
        var body = step.body().map(arg -> arg.in(scope));
        if (body.filter(JsonNode::isContainer).isPresent() && !headers.has("Content-Type")) {
            headers = headers.with("Content-Type", "application/json");
        }
        var request =
                Request.of(
                        step.method().in(scope),
                        step.path().in(scope),
                        headers,
                        body.map(Verbs::body).orElse(Bytes.EMPTY));
        var label = request.method() + " " + request.path();
        var client = client(step);
        return send(step, label, () -> answer(client, request));
    }

    ObjectNode raw(Step.RawHttp step) throws StepStop, InterruptedException {
        var bytes = step.bytes().in(live.scope).getBytes(StandardCharsets.ISO_8859_1);
        var address = address(step.to());
        return send(step, "raw bytes", () -> RawExchange.send(address, Bytes.of(bytes)));
    }

    /** Something to send, and what it got. */
    @FunctionalInterface
    private interface Sending {
        Answer answer() throws IOException, InterruptedException;
    }

    private static Answer answer(LambdaClient client, Request request)
            throws IOException, InterruptedException {
        try (client) {
            return client.send(request);
        }
    }

    private ObjectNode send(Step step, String label, Sending sending)
            throws StepStop, InterruptedException {
        if (step.common().waits()) {
            return answer(step, label, sending);
        }
        var answer = new CompletableFuture<ObjectNode>();
        step.common().as().ifPresent(name -> live.phases.put(name, answer));
        live.time
                .thread(
                        "simrun-http",
                        () -> {
                            try {
                                answer.complete(answer(step, label, sending));
                            } catch (StepStop | InterruptedException failed) {
                                answer.completeExceptionally(failed);
                            }
                        })
                .start();
        return Trees.object();
    }

    private ObjectNode answer(Step step, String label, Sending sending)
            throws StepStop, InterruptedException {
        var startedAt = live.environment.elapsed();
        live.sending.incrementAndGet();
        try {
            var answer = sending.answer();
            return Trees.http(answer, live.environment.elapsed().minus(startedAt));
        } catch (EOFException torn) {
            // A part of an answer is none; the scenario itself may have asked for that.
            return Trees.http(new Answer.Closed(), live.environment.elapsed().minus(startedAt));
        } catch (IOException broken) {
            throw StepStop.errored(
                    "http: " + label + ": " + broken.getMessage(), step.common().at());
        } finally {
            live.sending.decrementAndGet();
        }
    }

    /** A text is sent as it is, anything else as JSON. */
    private static Bytes body(JsonNode value) {
        return value.isString() ? Bytes.utf8(value.asString()) : bytes(value);
    }

    private LambdaClient client(Step.Http step) throws StepStop {
        if (step.to().isEmpty()) {
            return live.connect();
        }
        var address = address(step.to());
        return LeanClient.to(address.getHostString(), address.getPort());
    }

    /** Not resolved; the environment's own unless another is given. */
    private InetSocketAddress address(Optional<Arg<String>> given) throws StepStop {
        if (given.isEmpty()) {
            return InetSocketAddress.createUnresolved("127.0.0.1", live.port());
        }
        var to = given.get();
        var text = to.in(live.scope);
        try {
            var uri = URI.create(text.contains("://") ? text : "http://" + text);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                int port = uri.getPort() < 0 ? 80 : uri.getPort();
                return InetSocketAddress.createUnresolved(uri.getHost(), port);
            }
        } catch (IllegalArgumentException malformed) {
            // Told below, as any other address that can't be used.
        }
        throw StepStop.errored(
                "http: \"" + text + "\" is not an address such as 127.0.0.1:8080", to.at());
    }

    ObjectNode sleep(Step.Sleep step) throws InterruptedException {
        live.time.pause(step.length().in(live.scope));
        return Trees.object();
    }

    ObjectNode advance(Step.Advance step) throws InterruptedException {
        live.time.pause(step.by().in(live.scope));
        return Trees.object();
    }

    ObjectNode set(Step.SetNames step) {
        var values = Trees.object();
        step.values().forEach((name, value) -> values.set(name, value.in(live.scope)));
        values.properties().forEach(one -> live.scope.bind(one.getKey(), one.getValue()));
        return values;
    }

    ObjectNode note(Step.Note step) {
        var text = step.text().in(live.scope);
        live.environment.record(Event.ENVIRONMENT, new Fact.Note(text));
        return Trees.object().put("text", text);
    }

    <T> T get(CompletableFuture<T> future, Step step) throws StepStop, InterruptedException {
        try {
            return live.time.get(future);
        } catch (ExecutionException failed) {
            throw failed(failed, step);
        }
    }

    /** Why a phase has no result. */
    static StepStop failed(ExecutionException failed, Step step) {
        if (failed.getCause() instanceof InvokeRefusedException refused) {
            return StepStop.errored(
                    step.common().key() + ": " + refused.getMessage(), step.common().at());
        }
        if (failed.getCause() instanceof StepStop stop) {
            return stop;
        }
        throw new IllegalStateException(failed);
    }
}
