package dev.simrun.run;

import dev.simrun.engine.View;
import dev.simrun.event.Event;
import dev.simrun.event.Fact.ExtensionRegister;
import dev.simrun.event.Fact.ProcessExit;
import dev.simrun.event.Fact.ProcessStart;
import dev.simrun.match.Literals;
import dev.simrun.run.Failure.Miss;
import dev.simrun.scenario.PathChecks;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Extension;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Steps that look at the environment's state, at results and at names. */
record StateSteps(LiveCase live) {
    ObjectNode registration(Step.Registration step) throws StepStop, InterruptedException {
        live.requireInit(step);
        var name = live.key(step.extension().in(live.scope));
        awaitRegistration(step, name);
        var tree = live.environment.look(view -> view.extensions().byName(name).map(StateSteps::tree));
        if (tree.isEmpty()) {
            throw StepStop.failed(notRegistered(step, name), step.extension().at())
                    .about(name);
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

    private void awaitRegistration(Step.Registration step, String name) throws InterruptedException {
        Predicate<View> settled =
                view -> view.registered(name) || whyNever(view, name).isPresent();
        if (step.common().within().isPresent()) {
            var _ = live.environment.await(live.limit(step), settled);
        } else {
            live.time.await(() -> live.environment.look(settled::test));
        }
    }

    /** Why an extension that is not registered can't come to be while nothing else is done. */
    private static Optional<String> whyNever(View view, String name) {
        if (view.phase() == Phase.TERMINATED) {
            return Optional.of(" is not registered: the environment has been shut down");
        }
        boolean ended = !view.is(Simulator::occupied) && endedUnregistered(view, name);
        if (ended) {
            return Optional.of(" ended without registering");
        }
        if (!view.is(Simulator::idle)) {
            return Optional.empty();
        }
        return Optional.of(
                view.phase() == Phase.NEW
                        ? " is not registered: no process runs, the next invocation begins init"
                        : " did not register: init is over");
    }

    /** Whether its last process has ended and did not register before. */
    private static boolean endedUnregistered(View view, String name) {
        var last = view.events(0).stream()
                .filter(e -> e.actor().equals(name))
                .map(Event::fact)
                .filter(f -> f instanceof ProcessStart || f instanceof ExtensionRegister || f instanceof ProcessExit)
                .toList();
        return !last.isEmpty()
                && last.getLast() instanceof ProcessExit
                && (last.size() == 1 || !(last.get(last.size() - 2) instanceof ExtensionRegister));
    }

    private String notRegistered(Step.Registration step, String name) {
        var why = live.environment
                .look(view -> whyNever(view, name))
                .orElse(" did not register within " + Literals.duration(live.limit(step)));
        return step.common().key() + ": " + name + why;
    }

    private static ObjectNode tree(Extension extension) {
        var tree = Trees.object();
        tree.put("id", extension.id());
        tree.put("name", extension.registeredName());
        var events = tree.putArray("events");
        extension.events().forEach(kind -> events.add(kind.name()));
        tree.put("kind", extension.internal() ? "internal" : "external");
        return tree;
    }

    ObjectNode extensions(Step.Extensions step) throws StepStop {
        var view = Trees.extensions(live.environment, live.scenarioCase);
        Judge.require(step.common().key(), step.view(), view, live.scope);
        return view;
    }

    ObjectNode state(Step.State step) throws StepStop {
        var wanted = step.state().in(live.scope);
        var actual = live.environment.look(View::state);
        if (!actual.equals(wanted)) {
            var miss =
                    new Miss(step.state().at(), "", wanted, actual, "", StringNode.valueOf(actual), Optional.empty());
            throw StepStop.failed(
                            step.common().key() + ": the state is " + actual + ", expected " + wanted,
                            step.state().at())
                    .misses(List.of(miss));
        }
        return Trees.object().put("state", actual);
    }

    ObjectNode paths(Step.Assert step) throws StepStop {
        Judge.requireNone(step.common().key(), unmet(step.checks()));
        return Trees.object();
    }

    /** What values at paths miss; also the condition of a step. */
    List<Miss> unmet(PathChecks checks) {
        var misses = new ArrayList<Miss>();
        for (var check : checks.checks()) {
            var actual = live.scope.find(check.path()).orElse(MissingNode.getInstance());
            var matcher = check.expected().in(live.scope);
            var headers = check.path().equals("headers") || check.path().endsWith(".headers");
            for (var miss : Judge.misses(check.expected(), headers ? matcher.ignoringKeyCase() : matcher, actual)) {
                misses.add(new Miss(
                        miss.at(),
                        joined(check.path(), miss.path()),
                        miss.expected(),
                        miss.actual(),
                        miss.reason(),
                        miss.value(),
                        miss.limit()));
            }
        }
        return misses;
    }

    private static String joined(String path, String below) {
        return below.isEmpty() || below.startsWith("[") ? path + below : path + "." + below;
    }
}
