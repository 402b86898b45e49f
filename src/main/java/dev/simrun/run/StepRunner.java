package dev.simrun.run;

import dev.simrun.engine.StuckException;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.run.BackgroundSteps.Wanted;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.source.ScenarioException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Carries out one step of a live case. */
final class StepRunner {
    private static final String NO_SIGTERM = "the runtime got no SIGTERM: no extension is registered, and without one"
            + " Lambda kills the runtime at once (an extension, even an internal one, is enough)";

    private final LiveCase live;
    private final Place place;
    private final LifecycleSteps lifecycle;
    private final ProcessSteps processes;
    private final HttpSteps http;
    private final EventSteps events;
    private final StateSteps state;
    private final BackgroundSteps background;
    private final NameSteps names;
    private ObjectNode value = Trees.object();

    /** For the step that stands there. */
    StepRunner(LiveCase live, Place place) {
        this.live = live;
        this.place = place;
        this.lifecycle = new LifecycleSteps(live, place);
        this.processes = new ProcessSteps(live);
        this.http = new HttpSteps(live, place);
        this.events = new EventSteps(live);
        this.state = new StateSteps(live);
        this.background = new BackgroundSteps(live);
        this.names = new NameSteps(live);
    }

    /**
     * Carries out a step to its end.
     *
     * @return passed, or skipped where its condition does not hold
     */
    Verdict run(Step step) throws StepStop, InterruptedException {
        return run(step, step.common().type().movesMark());
    }

    /** Carries out a step while another one is under way, which goes on to look at what happens since it began. */
    Verdict runBeside(Step step) throws StepStop, InterruptedException {
        return run(step, false);
    }

    private Verdict run(Step step, boolean movesMark) throws StepStop, InterruptedException {
        return guarded(step, () -> {
            var common = step.common();
            if (common.condition().filter(c -> !state.unmet(c).isEmpty()).isPresent()) {
                return Verdict.SKIPPED;
            }
            common.as().ifPresent(name -> live.began.put(name, live.timeline().last()));
            if (movesMark) {
                live.mark = live.timeline().last();
            }
            var result = carryOut(step);
            value = result;
            common.as().ifPresent(name -> live.scope.bind(name, result));
            if (common.waits()) {
                background.judge(step, new Wanted(common.defaults(), common.expect()), result, live.mark);
            }
            if (common.checks()) {
                live.time.locked(live.results::asExpected);
            }
            return Verdict.PASSED;
        });
    }

    /** Without a step for it, init begins before the first step and goes on beside it. */
    void beginInit(Step step) {
        if (!live.initBegun() && !live.hasInitStep() && !(step instanceof Step.Init) && !place.inFinally()) {
            var init = live.init();
            live.setUp.add(
                    new Remark(
                            "init, which went on beside the steps, failed",
                            step.common().at()),
                    () -> looksAtInit() || isSuccess(init));
        }
    }

    /** Whether a step looks for the event that tells of an init that fails. */
    private boolean looksAtInit() {
        return live.scenarioCase
                .steps()
                .distinct()
                .flatMap(StepRunner::events)
                .anyMatch(event -> EventSearch.isOf(event, EventType.INIT_ERROR));
    }

    private static Stream<Expected> events(Step step) {
        return switch (step) {
            case Step.EventCheck check -> Stream.of(check.event());
            case Step.Order order -> order.events().stream();
            default -> Stream.of(); // the others look for no such event
        };
    }

    private static boolean isSuccess(CompletableFuture<ObjectNode> init) {
        return !init.isDone() || init.join().path("outcome").asString("").equals("success");
    }

    /** Judges what a step began and did not wait for. */
    Verdict judge(Background.Phase phase) throws StepStop, InterruptedException {
        return guarded(phase.step(), () -> {
            background.judge(phase);
            return Verdict.PASSED;
        });
    }

    private Verdict guarded(Step step, Task task) throws StepStop, InterruptedException {
        value = Trees.object();
        try {
            return task.run();
        } catch (ScenarioException unusable) {
            // A name had no value, or one that can't stand there: known only now.
            var problem = unusable.problems().getFirst();
            throw StepStop.errored(step.common().key() + ": " + problem.message(), problem.at());
        } catch (StuckException stuck) {
            throw StepStop.errored(step, String.valueOf(stuck.getMessage()));
        }
    }

    /** What is told of a step that did not pass: the cause, where one is known, and in which round it was. */
    StepStop told(Step step, StepStop stop) {
        var notStarted = live.time.locked(live.results::notStarted);
        var told = notStarted.map(cause -> stop.because(step, cause)).orElse(stop);
        boolean ofAnInvocation =
                step instanceof Step.Invoke || step instanceof Step.Init || step instanceof Step.Result;
        if (!ofAnInvocation
                && stop.isAbout(Event.RUNTIME)
                && live.time.locked(() -> live.results.lastShutdown().killedAtOnce())) {
            told = told.alsoNoted(NO_SIGTERM);
        }
        return place.round().map(told::alsoNoted).orElse(told);
    }

    @FunctionalInterface
    private interface Task {
        Verdict run() throws StepStop, InterruptedException;
    }

    /** The result of the last step, whatever was expected of it; empty if it came to none. */
    ObjectNode value() {
        return value;
    }

    private ObjectNode carryOut(Step step) throws StepStop, InterruptedException {
        return switch (step) {
            case Step.Init init -> lifecycle.init(init);
            case Step.Invoke invoke -> lifecycle.invoke(invoke);
            case Step.Shutdown shutdown -> lifecycle.shutdown(shutdown);
            case Step.Reset reset -> lifecycle.reset(reset);
            case Step.Restore restore -> lifecycle.restore(restore);
            case Step.Freeze freeze -> lifecycle.freeze(freeze);
            case Step.Thaw thaw -> lifecycle.thaw(thaw);
            case Step.Sleep sleep -> lifecycle.pause(sleep.length());
            case Step.Advance advance -> lifecycle.pause(advance.by());
            case Step.Start start -> processes.start(start);
            case Step.Stop stop -> processes.signal(stop.actor(), "SIGKILL");
            case Step.Signal signal ->
                processes.signal(signal.actor(), signal.signal().in(live.scope));
            case Step.Exit exit -> processes.exit(exit);
            case Step.Http request -> http.http(request);
            case Step.RawHttp raw -> http.raw(raw);
            case Step.Fault fault -> http.fault(fault);
            case Step.ClearFaults _ -> http.clearFaults();
            case Step.EventCheck check -> events.check(check);
            case Step.Quiet quiet -> events.quiet(quiet);
            case Step.Order order -> events.order(order);
            case Step.Acknowledged acknowledged -> events.acknowledged(acknowledged);
            case Step.Registration registration -> state.registration(registration);
            case Step.Extensions extensions -> state.extensions(extensions);
            case Step.State named -> state.state(named);
            case Step.Result result -> background.result(result);
            case Step.Assert paths -> state.paths(paths);
            case Step.SetNames set -> names.set(set);
            case Step.Note note -> names.note(note);
            case Step.Pause _ -> Trees.object();
        };
    }
}
