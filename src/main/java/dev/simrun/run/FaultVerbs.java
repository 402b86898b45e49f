package dev.simrun.run;

import dev.simrun.api.Fault;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.FaultAction;
import dev.simrun.scenario.Step;
import dev.simrun.wire.Request;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The steps that let something go wrong at the environment's APIs. */
final class FaultVerbs {
    private final Live live;

    FaultVerbs(Live live) {
        this.live = live;
    }

    ObjectNode add(Step.Fault step) {
        var action = action(step.action());
        if (action.isPresent()) {
            live.faults.add(
                    new Fault(
                            Fault.Target.valueOf(step.at().toUpperCase(Locale.ROOT)),
                            selector(step),
                            step.times()
                                    .map(times -> OptionalInt.of(times.in(live.scope)))
                                    .orElse(OptionalInt.empty()),
                            action.get()));
        }
        return Trees.object();
    }

    ObjectNode clear() {
        live.faults.clear();
        return Trees.object();
    }

    private Fault.Selector selector(Step.Fault step) {
        if (step.match().isEmpty()) {
            return Fault.Selector.ANY;
        }
        var matcher = step.match().get().in(live.scope);
        return (request, actor) -> matcher.test(tree(request, actor)).isEmpty();
    }

    private static ObjectNode tree(Request request, String actor) {
        var tree = Trees.object();
        tree.put("method", request.method());
        tree.put("path", request.path());
        tree.set("headers", Trees.headers(request.headers()));
        return tree.put("actor", actor);
    }

    /** Nothing for a network on which nothing is wrong. */
    private Optional<Fault.Action> action(FaultAction action) {
        return switch (action) {
            case FaultAction.Answer answer -> Optional.of(answer(answer));
            case FaultAction.Delay(var length) ->
                    Optional.of(new Fault.Delay(length.in(live.scope)));
            case FaultAction.Drop() -> Optional.of(new Fault.Drop());
            case FaultAction.Reset() -> Optional.of(new Fault.Reset());
            case FaultAction.Truncate(var bytes) ->
                    Optional.of(new Fault.Truncate(bytes.in(live.scope)));
            case FaultAction.Duplicate() -> Optional.of(new Fault.Duplicate());
            case FaultAction.Network network ->
                    network.isPlain() ? Optional.empty() : Optional.of(network(network));
        };
    }

    private Fault.Action answer(FaultAction.Answer answer) {
        var headers = new LinkedHashMap<String, Optional<String>>();
        answer.headers()
                .forEach((name, value) -> headers.put(name, value.in(live.scope).asStringOpt()));
        return new Fault.Answer(
                answer.status()
                        .map(status -> OptionalInt.of(status.in(live.scope)))
                        .orElse(OptionalInt.empty()),
                headers,
                answer.body().map(body -> body.in(live.scope)));
    }

    private Fault.Action network(FaultAction.Network network) {
        var slice = bytes(network.slice());
        return new Fault.Network(
                duration(network.latency()),
                duration(network.jitter()),
                bytes(network.bandwidth()),
                slice.isPresent()
                        ? OptionalInt.of((int) Math.min(slice.getAsLong(), Integer.MAX_VALUE))
                        : OptionalInt.empty());
    }

    private Duration duration(Optional<Arg<Duration>> argument) {
        return argument.map(arg -> arg.in(live.scope)).orElse(Duration.ZERO);
    }

    private OptionalLong bytes(Optional<Arg<Long>> argument) {
        return argument.map(arg -> OptionalLong.of(arg.in(live.scope)))
                .orElse(OptionalLong.empty());
    }
}
