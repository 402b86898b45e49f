package dev.simrun.run;

import dev.simrun.engine.StuckException;
import dev.simrun.event.Fact;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import dev.simrun.source.ScenarioException;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/** Carries out one step of a live case. */
final class StepRunner {
    private final Live live;
    private final Verbs verbs;
    private final FreezeVerbs freezeVerbs;
    private final Lifecycle lifecycle;
    private final FaultVerbs faults;
    private final Checks checks;
    private final EventChecks eventChecks;
    private ObjectNode value = Trees.object();

    StepRunner(Live live) {
        this.live = live;
        this.verbs = new Verbs(live);
        this.faults = new FaultVerbs(live);
        this.freezeVerbs = new FreezeVerbs(live);
        this.lifecycle = new Lifecycle(live, verbs);
        this.checks = new Checks(live);
        this.eventChecks = new EventChecks(live);
    }

    /**
     * Carries out a step to its end.
     *
     * @return passed, or skipped where its condition does not hold
     */
    Verdict run(Step step) throws StepStop, InterruptedException {
        value = Trees.object();
        try {
            var common = step.common();
            if (common.condition().filter(c -> !checks.unmet(c).isEmpty()).isPresent()) {
                return Verdict.SKIPPED;
            }
            common.as().ifPresent(name -> live.began.put(name, live.timeline().last()));
            if (movesMark(step)) {
                live.mark = live.timeline().last();
            }
            var result = carryOut(step);
            value = result;
            common.as().ifPresent(name -> live.scope.bind(name, result));
            if (common.waits()) {
                judge(step, result);
            }
            return Verdict.PASSED;
        } catch (ScenarioException unusable) {
            // A name had no value, or one that can't stand there: known only now.
            var problem = unusable.problems().getFirst();
            throw StepStop.errored(step.common().key() + ": " + problem.message(), problem.at());
        } catch (StuckException stuck) {
            throw StepStop.errored(
                    step.common().key() + ": " + stuck.getMessage(), step.common().at());
        }
    }

    /** Whether a step may have to wait for something. */
    static boolean waits(Step step) {
        return switch (step) {
            case Step.SetNames _,
                    Step.Note _,
                    Step.Pause _,
                    Step.Acknowledged _,
                    Step.Extensions _,
                    Step.State _,
                    Step.Order _,
                    Step.Assert _ ->
                    false;
            case Step.EventCheck check -> check.awaits();
            case Step.Init _,
                    Step.Invoke _,
                    Step.Shutdown _,
                    Step.Reset _,
                    Step.Restore _,
                    Step.Start _,
                    Step.Stop _,
                    Step.Signal _,
                    Step.Freeze _,
                    Step.Thaw _,
                    Step.Advance _,
                    Step.Http _,
                    Step.RawHttp _,
                    Step.Fault _,
                    Step.ClearFaults _,
                    Step.Sleep _,
                    Step.Registration _,
                    Step.Result _,
                    Step.Exit _,
                    Step.Quiet _ ->
                    true;
        };
    }

    /** The result of the last step, whatever was expected of it; empty if it came to none. */
    ObjectNode value() {
        return value;
    }

    private static boolean movesMark(Step step) {
        return switch (step) {
            case Step.Init _,
                    Step.Invoke _,
                    Step.Shutdown _,
                    Step.Reset _,
                    Step.Restore _,
                    Step.Start _,
                    Step.Stop _,
                    Step.Signal _,
                    Step.Freeze _,
                    Step.Thaw _,
                    Step.Advance _ ->
                    true;
            case Step.Http _,
                    Step.RawHttp _,
                    Step.Fault _,
                    Step.ClearFaults _,
                    Step.Sleep _,
                    Step.SetNames _,
                    Step.Note _,
                    Step.Pause _,
                    Step.Registration _,
                    Step.Result _,
                    Step.EventCheck _,
                    Step.Exit _,
                    Step.Quiet _,
                    Step.Acknowledged _,
                    Step.Extensions _,
                    Step.State _,
                    Step.Order _,
                    Step.Assert _ ->
                    false;
        };
    }

    private ObjectNode carryOut(Step step) throws StepStop, InterruptedException {
        return switch (step) {
            case Step.Init init -> verbs.init(init);
            case Step.Invoke invoke -> verbs.invoke(invoke);
            case Step.Shutdown shutdown -> verbs.shutdown(shutdown);
            case Step.Reset reset -> lifecycle.reset(reset);
            case Step.Restore restore -> lifecycle.restore(restore);
            case Step.Start start -> verbs.start(start);
            case Step.Stop stop -> verbs.signal(stop.actor(), "SIGKILL");
            case Step.Signal signal -> verbs.signal(signal.actor(), signal.signal().in(live.scope));
            case Step.Freeze freeze -> freezeVerbs.freeze(freeze);
            case Step.Thaw thaw -> freezeVerbs.thaw(thaw);
            case Step.Http http -> verbs.http(http);
            case Step.RawHttp raw -> verbs.raw(raw);
            case Step.Fault fault -> faults.add(fault);
            case Step.ClearFaults _ -> faults.clear();
            case Step.Sleep sleep -> verbs.sleep(sleep);
            case Step.Advance advance -> verbs.advance(advance);
            case Step.SetNames set -> verbs.set(set);
            case Step.Note note -> verbs.note(note);
            case Step.Pause _ -> Trees.object();
            case Step.Registration registration -> checks.registration(registration);
            case Step.Result result -> checks.result(result);
            case Step.EventCheck check -> eventChecks.check(check);
            case Step.Exit exit -> eventChecks.exit(exit);
            case Step.Quiet quiet -> eventChecks.quiet(quiet);
            case Step.Acknowledged acknowledged -> new Acknowledgements(live).check(acknowledged);
            case Step.Extensions extensions -> checks.extensions(extensions);
            case Step.State state -> checks.state(state);
            case Step.Order order -> eventChecks.order(order);
            case Step.Assert paths -> checks.paths(paths);
        };
    }

    /** The result must be a success, unless the expectation names what tells success. */
    private void judge(Step step, ObjectNode result) throws StepStop {
        var common = step.common();
        switch (step) {
            case Step.Invoke _ -> {
                if (!names(common, Set.of("outcome", "phase"))) {
                    Success.require(step, result, logs());
                }
            }
            case Step.Init _, Step.Restore _ -> {
                if (!names(common, Set.of("outcome"))) {
                    Success.require(step, result, logs());
                }
            }
            case Step.Http _, Step.RawHttp _ -> {
                if (!names(common, Set.of("status", "closed"))) {
                    Success.require(step, result, logs());
                }
            }
            default -> {} // the other steps have no success beside being carried out
        }
        if (common.expect().isPresent()) {
            Judge.require(common.key(), common.expect().get(), result, live.scope);
        }
    }

    private static boolean names(Common common, Set<String> fields) {
        return common.expect().map(e -> e.node()).orElse(null) instanceof Node.Mapping mapping
                && mapping.entries().stream().anyMatch(e -> fields.contains(e.key().text()));
    }

    /** The last lines that the actors wrote: where something broke, they often say why. */
    private List<String> logs() {
        var lines =
                live.timeline().after(live.mark).stream()
                        .flatMap(event ->
                                event.as(Fact.Log.class).stream()
                                        .map(log -> event.actor() + ": " + log.line()))
                        .toList();
        return lines.subList(Math.max(0, lines.size() - 5), lines.size());
    }
}
