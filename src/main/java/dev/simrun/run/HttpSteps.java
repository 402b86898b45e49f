package dev.simrun.run;

import dev.simrun.api.Fault;
import dev.simrun.http.LeanClient;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Content;
import dev.simrun.scenario.Step;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** Steps at the APIs: requests of the scenario's own, and what goes wrong with those of others. */
record HttpSteps(LiveCase live, Place place) {
    ObjectNode http(Step.Http step) throws StepStop, InterruptedException {
        var request = step.request(live.scope);
        var label = request.method() + " " + request.path();
        var client = step.to().isEmpty() ? live.connect() : client(step.to().get());
        boolean isPoll = request.method().equals("GET") && request.path().endsWith("/next");
        return send(step, label, isPoll, () -> {
            try (client) {
                return client.send(request);
            }
        });
    }

    ObjectNode raw(Step.RawHttp step) throws StepStop, InterruptedException {
        var bytes = step.bytes().in(live.scope).getBytes(StandardCharsets.ISO_8859_1);
        var client = step.to().isEmpty()
                ? LeanClient.to(live.port())
                : client(step.to().get());
        return send(step, "raw bytes", false, () -> {
            try (client) {
                return client.send(Bytes.of(bytes));
            }
        });
    }

    /** Something to send, and what it got. */
    @FunctionalInterface
    private interface Sending {
        Answer answer() throws IOException, InterruptedException;
    }

    private ObjectNode send(Step step, String label, boolean isPoll, Sending sending)
            throws StepStop, InterruptedException {
        if (step.common().waits()) {
            return answer(step, label, sending);
        }
        var answer = new CompletableFuture<ObjectNode>();
        var origin = new Background.Origin(step, place, live.timeline().last());
        if (isPoll) {
            live.background.addPoll(origin, answer);
        } else {
            live.background.add(origin, answer);
        }
        var _ = live.time.start("simrun-http", () -> {
            try {
                answer.complete(answer(step, label, sending));
            } catch (StepStop | InterruptedException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return Trees.object();
    }

    private ObjectNode answer(Step step, String label, Sending sending) throws StepStop, InterruptedException {
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

    private LeanClient client(Arg<String> to) throws StepStop {
        var text = to.in(live.scope);
        try {
            var uri = URI.create(text.contains("://") ? text : "http://" + text);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                int port = uri.getPort() < 0 ? 80 : uri.getPort();
                return LeanClient.to(uri.getHost(), port);
            }
        } catch (IllegalArgumentException malformed) {
            // Told below, as any other address that can't be used.
        }
        throw StepStop.errored("http: \"" + text + "\" is not an address such as 127.0.0.1:8080", to.at());
    }

    ObjectNode fault(Step.Fault step) {
        var action = step.action().in(live.scope);
        if (!(action instanceof FaultAction.Network network && network.isPlain())) {
            var met = live.faults.add(new Fault(
                    step.at().map(it -> Fault.Target.valueOf(it.toUpperCase(Locale.ROOT))),
                    selector(step),
                    step.times()
                            .map(times -> OptionalInt.of(times.in(live.scope)))
                            .orElse(OptionalInt.empty()),
                    step.taken(),
                    action));
            live.setUp.add(new Remark("the fault met nothing", step.common().at()), met);
        }
        return Trees.object();
    }

    ObjectNode clearFaults() {
        live.faults.clear();
        return Trees.object();
    }

    private Fault.Selector selector(Step.Fault step) {
        if (step.match().isEmpty()) {
            return Fault.Selector.ANY;
        }
        var matcher = step.match().get().in(live.scope);
        return (request, actor) -> matcher.matches(tree(request, actor));
    }

    private static ObjectNode tree(Request request, String actor) {
        var tree = Trees.object();
        tree.put("method", request.method());
        tree.put("path", request.path());
        tree.set("headers", Content.headers(request.headers()));
        return tree.put("actor", actor);
    }
}
