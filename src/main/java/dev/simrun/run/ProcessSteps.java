package dev.simrun.run;

import dev.simrun.engine.View;
import dev.simrun.event.Fact;
import dev.simrun.match.EventTree;
import dev.simrun.match.Literals;
import dev.simrun.run.EventSearch.Sought;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Simulator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Steps about the processes of actors and the fakes that stand for one. */
final class ProcessSteps {
    private final LiveCase live;
    private final EventSearch search;

    ProcessSteps(LiveCase live) {
        this.live = live;
        this.search = new EventSearch(live);
    }

    ObjectNode start(Step.Start step) throws StepStop {
        var name = actor(step.actor());
        if (live.environment.is(Simulator::over)) {
            throw StepStop.errored(step, "the environment has been shut down");
        }
        if (live.environment.look(View::phase) == Phase.SHUTDOWN) {
            throw StepStop.errored(step, "the environment is being reset; the next invocation starts its processes");
        }
        if (live.environment.look(View::freezing)) {
            throw StepStop.errored(step, "the environment is frozen; thaw it first");
        }
        if (!live.actors.alive(name) && live.environment.look(view -> view.registered(name))) {
            throw StepStop.errored(
                    step, name + " has registered in this environment; a new process of it would be refused");
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
        var name = live.key(argument.in(live.scope));
        if (live.actors.named(name).isEmpty()) {
            throw StepStop.errored("there is no actor \"" + name + "\"", argument.at());
        }
        if (live.actors.named(name).get().program() instanceof Program.None) {
            throw StepStop.errored(name + " has no process: the scenario plays it itself", argument.at());
        }
        return name;
    }

    ObjectNode exit(Step.Exit step) throws StepStop, InterruptedException {
        var actor = live.key(step.actor().in(live.scope));
        requireProcess(step, actor);
        long from = search.from(step, step.since(), live.mark);
        var sought = Sought.of(step.event(), step.event().in(live.scope), from);
        search.requireKept(step, from, sought.type());
        var began = live.environment.elapsed();
        var found = search.await(live.limit(step), sought, count -> count > 0);
        if (found.first().isPresent()) {
            return EventTree.of(found.first().get());
        }
        var exits = live.timeline().after(from).stream()
                .filter(e -> e.fact() instanceof Fact.ProcessExit)
                .filter(e -> e.actor().equals(actor))
                .toList();
        if (!exits.isEmpty()) {
            var misses = Judge.misses(step.event(), sought.matcher(), EventTree.of(exits.getLast()));
            throw Judge.failed(step.common().key(), misses)
                    .about(actor)
                    .marks(List.of(new Mark(exits.getLast().seq(), "")));
        }
        var why = search.ended(actor)
                ? " had ended before the last verb began: narrow with since, or use assert_event"
                : " did not end within " + Literals.duration(live.limit(step));
        throw StepStop.failed(step, actor + why).evidence(search.evidence(sought, began));
    }

    /** Nobody ends that is no process. */
    private void requireProcess(Step.Exit step, String name) throws StepStop {
        var actor = live.actors.named(name);
        var why = actor.isEmpty()
                ? ""
                : actor.get().kind() == Actor.Kind.INTERNAL
                        ? " is an internal extension: it ends with the runtime's process"
                        : actor.get().program() instanceof Program.None
                                ? " has no process: the scenario plays it itself"
                                : "";
        if (!why.isEmpty()) {
            throw StepStop.errored(
                    step.common().key() + ": " + name + why, step.actor().at());
        }
    }
}
