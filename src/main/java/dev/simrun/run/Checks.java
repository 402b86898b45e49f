package dev.simrun.run;

import dev.simrun.engine.Invoked;
import dev.simrun.event.EventType;
import dev.simrun.match.Literals;
import dev.simrun.run.Failure.Mark;
import dev.simrun.run.Failure.Miss;
import dev.simrun.scenario.PathChecks;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Effect.InitReport;
import dev.simrun.sim.Effect.ShutdownReport;
import dev.simrun.sim.EventKind;
import dev.simrun.sim.Extension;
import dev.simrun.sim.Phase;

import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits and checks that look at the environment's state, at results and at names. */
final class Checks {
    private final Live live;

    Checks(Live live) {
        this.live = live;
    }

    ObjectNode registration(Step.Registration step) throws StepStop, InterruptedException {
        live.requireInit(step);
        var name = step.extension().in(live.scope);
        var _ = live.environment.await(step.common().within(), () -> present(name) || gone(name));
        var tree = live.environment.extensions(all -> all.byName(name).map(Checks::tree));
        if (tree.isEmpty()) {
            throw StepStop.failed(notRegistered(step, name), step.extension().at());
        }
        var key = step.common().key();
        if (step.events().isPresent()) {
            Judge.require(key, step.events().get(), tree.get().path("events"), live.scope);
        }
        if (step.kind().isPresent()) {
            Judge.require(key, step.kind().get(), tree.get().path("kind"), live.scope);
        }
        return tree.get();
    }

    private boolean present(String name) {
        return live.environment.extensions(all -> all.byName(name).isPresent());
    }

    private boolean gone(String name) {
        return live.environment.phase() == Phase.TERMINATED
                || live.timeline().all().stream()
                        .anyMatch(
                                e -> e.type() == EventType.PROCESS_EXIT && e.actor().equals(name));
    }

    private String notRegistered(Step.Registration step, String name) {
        var key = step.common().key();
        if (gone(name)) {
            return key + ": " + name + " ended without registering";
        }
        return key
                + ": "
                + name
                + " did not register within "
                + Literals.duration(step.common().within());
    }

    private static ObjectNode tree(Extension extension) {
        var tree = Trees.object();
        tree.put("id", extension.id());
        tree.put("name", extension.name());
        var events = tree.putArray("events");
        extension.events().forEach(kind -> events.add(kind.name()));
        tree.put("kind", extension.internal() ? "internal" : "external");
        return tree;
    }

    /** Met as soon as the fields match: when the caller was answered, or when the phase is over. */
    ObjectNode result(Step.Result step) throws StepStop, InterruptedException {
        var invoked = live.invocations.get(step.of());
        if (invoked != null) {
            return invocationResult(step, invoked);
        }
        var phase = live.phases.get(step.of());
        if (phase == null) {
            throw StepStop.errored(
                    step.common().key() + ": \"" + step.of() + "\" has no result to come",
                    step.common().at());
        }
        var tree =
                switch (get(phase, step, step.common().within())) {
                    case InitReport report -> Trees.init(report);
                    case ShutdownReport report -> Trees.shutdown(report);
                    case ObjectNode answer -> answer;
                    default -> throw new IllegalStateException("no such result: " + phase);
                };
        if (step.fields().isPresent()) {
            Judge.require(step.common().key(), step.fields().get(), tree, live.scope);
        } else {
            Success.require(step, tree, List.of());
        }
        live.scope.bind(step.of(), tree);
        return tree;
    }

    private ObjectNode invocationResult(Step.Result step, Invoked invoked)
            throws StepStop, InterruptedException {
        var end = live.environment.elapsed().plus(step.common().within());
        var tree =
                Trees.answer(
                        invoked.requestId(), get(invoked.answered(), step, step.common().within()));
        if (step.fields().isEmpty()) {
            Success.require(step, tree, List.of());
            live.scope.bind(step.of(), tree);
            return tree;
        }
        var fields = step.fields().get();
        var misses = Judge.misses(fields, tree, live.scope);
        if (!misses.isEmpty()) {
            var report = get(invoked.ended(), step, end.minus(live.environment.elapsed()));
            live.actors.drain();
            Trees.add(tree, report, live.actors.peakMemoryBytes());
            misses = Judge.misses(fields, tree, live.scope);
        }
        if (!misses.isEmpty()) {
            throw Judge.failed(step.common().key(), misses);
        }
        live.scope.bind(step.of(), tree);
        return tree;
    }

    private static <T> T get(CompletableFuture<T> future, Step.Result step, Duration limit)
            throws StepStop, InterruptedException {
        try {
            return future.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw StepStop.failed(
                    step.common().key()
                            + ": no result of "
                            + step.of()
                            + " within "
                            + Literals.duration(step.common().within()),
                    step.common().at());
        } catch (ExecutionException refused) {
            return Verbs.get(future, step);
        }
    }

    ObjectNode acknowledged(Step.Acknowledged step) throws StepStop {
        var names =
                step.extensions()
                        .map(arg -> arg.in(live.scope))
                        .orElseGet(this::shutdownSubscribers);
        if (names.isEmpty()) {
            throw StepStop.failed(
                    step.common().key() + ": no extension subscribed to SHUTDOWN",
                    step.common().at());
        }
        for (var name : names) {
            acknowledged(step, name);
        }
        return Trees.object();
    }

    private List<String> shutdownSubscribers() {
        return live.environment.extensions(
                all -> all.subscribers(EventKind.SHUTDOWN).stream().map(Extension::name).toList());
    }

    private void acknowledged(Step.Acknowledged step, String name) throws StepStop {
        var key = step.common().key();
        var how =
                live.environment.extensions(
                        all -> all.byName(name).flatMap(Extension::acknowledgement));
        if (how.isEmpty()) {
            var at = step.extensions().map(arg -> arg.at()).orElse(step.common().at());
            throw StepStop.failed(key + ": " + name + " " + whyNot(name), at).marks(marks(name));
        }
        var by = how.get().byExit() ? "exit" : "next";
        var after = Trees.object();
        // the network's own delay is in it: more digits would only look exact
        var delay = how.get().after().truncatedTo(ChronoUnit.MILLIS);
        after.putPOJO("after", delay);
        if (step.by().isPresent()) {
            var misses = Judge.misses(step.by().get(), StringNode.valueOf(by), live.scope);
            stopIf(misses, key + ": " + name + " acknowledged by " + by, name, "");
        }
        if (step.after().isPresent()) {
            var misses = Judge.misses(step.after().get(), after.get("after"), live.scope);
            var text = Literals.duration(delay);
            stopIf(
                    misses,
                    key + ": " + name + " acknowledged " + text + " after SHUTDOWN",
                    name,
                    "+" + text);
        }
    }

    private void stopIf(List<Miss> misses, String headline, String name, String text)
            throws StepStop {
        if (!misses.isEmpty()) {
            throw StepStop.failed(
                            headline + ", expected " + misses.getFirst().expected(),
                            misses.getFirst().at())
                    .misses(misses)
                    .marks(marks(name, text));
        }
    }

    private List<Mark> marks(String name) {
        return marks(name, "");
    }

    /** The poll or exit that acknowledged; where there is none, SHUTDOWN and what came of it. */
    private List<Mark> marks(String name, String text) {
        var marks = new ArrayList<Mark>();
        long lastMove = 0;
        for (var event : live.timeline().all()) {
            if (!event.actor().equals(name)) {
                continue;
            }
            switch (event.type()) {
                case EXTENSION_NEXT -> lastMove = event.seq();
                case PROCESS_EXIT -> {
                    lastMove = event.seq();
                    if (text.isEmpty()) {
                        marks.add(new Mark(lastMove, ""));
                    }
                }
                case EXTENSION_EVENT -> {
                    if (text.isEmpty() && event.text("event").equals("SHUTDOWN")) {
                        marks.add(new Mark(event.seq(), ""));
                    }
                }
                case EXTENSION_ACKNOWLEDGED -> marks.add(new Mark(lastMove, text));
                default -> {}
            }
        }
        return marks;
    }

    private String whyNot(String name) {
        var extension =
                live.environment.extensions(
                        all -> all.byName(name).map(e -> e.events().stream().toList()));
        if (extension.isEmpty()) {
            return "never registered";
        }
        if (!extension.get().contains(EventKind.SHUTDOWN)) {
            return "did not subscribe to SHUTDOWN";
        }
        var events = live.timeline().all();
        boolean delivered =
                events.stream()
                        .anyMatch(e ->
                                e.actor().equals(name)
                                        && e.type() == EventType.EXTENSION_EVENT
                                        && e.text("event").equals("SHUTDOWN"));
        if (!delivered) {
            return "was not given SHUTDOWN" + (shutDown(events) ? "" : ": there was no shutdown");
        }
        return "did not acknowledge SHUTDOWN" + ending(name);
    }

    private static boolean shutDown(List<dev.simrun.event.Event> events) {
        return events.stream().anyMatch(e -> e.type() == EventType.SHUTDOWN_START);
    }

    private String ending(String name) {
        return live.timeline().all().stream()
                .filter(e -> e.type() == EventType.PROCESS_EXIT && e.actor().equals(name))
                .reduce((_, last) -> last)
                .map(e ->
                        e.fields().has("signal")
                                ? ": it was ended by " + e.text("signal")
                                : ": it exited with status " + e.fields().path("code").asInt())
                .orElse("");
    }

    ObjectNode extensions(Step.Extensions step) throws StepStop {
        var view = Trees.extensions(live.environment, live.scenarioCase);
        Judge.require(step.common().key(), step.view(), view, live.scope);
        return view;
    }

    ObjectNode state(Step.State step) throws StepStop {
        var wanted = step.state().in(live.scope);
        var actual = live.environment.state();
        if (!actual.equals(wanted)) {
            var miss = new Miss(step.state().at(), "", wanted, actual, "");
            throw StepStop.failed(
                            step.common().key()
                                    + ": the state is "
                                    + actual
                                    + ", expected "
                                    + wanted,
                            step.state().at())
                    .misses(List.of(miss));
        }
        return Trees.object().put("state", actual);
    }

    ObjectNode paths(Step.Assert step) throws StepStop {
        var misses = unmet(step.checks());
        if (!misses.isEmpty()) {
            throw Judge.failed(step.common().key(), misses);
        }
        return Trees.object();
    }

    /** What values at paths miss; also the condition of a step. */
    List<Miss> unmet(PathChecks checks) {
        var misses = new ArrayList<Miss>();
        for (var check : checks.checks()) {
            var actual = live.scope.find(check.path()).orElse(MissingNode.getInstance());
            var matcher = check.expected().in(live.scope);
            var headers = check.path().equals("headers") || check.path().endsWith(".headers");
            for (var miss :
                    Judge.misses(
                            check.expected(),
                            headers ? matcher.ignoringKeyCase() : matcher,
                            actual)) {
                misses.add(
                        new Miss(
                                miss.at(),
                                joined(check.path(), miss.path()),
                                miss.expected(),
                                miss.actual(),
                                miss.reason()));
            }
        }
        return misses;
    }

    private static String joined(String path, String below) {
        return below.isEmpty() || below.startsWith("[") ? path + below : path + "." + below;
    }
}
