package dev.simrun.run;

import dev.simrun.match.Literals;
import dev.simrun.run.Background.Due;
import dev.simrun.run.Background.Phase;
import dev.simrun.scenario.Default;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Judges what steps began and did not wait for. */
record BackgroundSteps(LiveCase live) {
    private static final String NOT_WAITED_FOR = "it was begun with wait: false and judged when it had ended";

    /** Looks at the results of one phase, or of all that none has looked at yet. */
    ObjectNode result(Step.Result step) throws StepStop, InterruptedException {
        var end = step.common().within().map(_ -> live.environment.elapsed().plus(live.limit(step)));
        if (!step.isOfAll()) {
            var phase = live.background.named(step.of());
            if (phase.isEmpty()) {
                throw StepStop.errored(step, "\"" + step.of() + "\" has no result to come");
            }
            return join(step, phase.get(), end);
        }
        var phases = live.background.unjoined();
        if (phases.isEmpty()) {
            throw StepStop.errored(step, "nothing that was begun with wait: false is left");
        }
        var results = Trees.object();
        for (var phase : phases) {
            var tree = joinOfAll(step, phase, end);
            phase.step().common().as().ifPresent(name -> results.set(name, tree));
        }
        return results;
    }

    /** Of several results the one that is not as expected is named. */
    private ObjectNode joinOfAll(Step.Result step, Phase phase, Optional<Duration> end)
            throws StepStop, InterruptedException {
        try {
            return join(step, phase, end);
        } catch (StepStop stop) {
            var begun = phase.step().common();
            var name = begun.as().map(it -> " as " + it).orElse("");
            throw stop.alsoNoted("it is the result of " + begun.key() + name + " at " + begun.at());
        }
    }

    private ObjectNode join(Step.Result step, Phase phase, Optional<Duration> end)
            throws StepStop, InterruptedException {
        var begun = phase.step().common();
        var defaults =
                step.fields().map(begun::defaultsBeside).orElse(begun.type().defaults());
        boolean early = phase.step() instanceof Step.Invoke
                && step.fields().filter(BackgroundSteps::needsEnd).isEmpty();
        var tree = get(phase.answered(), step, end);
        if (!early) {
            tree = whole(phase, tree, get(phase.ended(), step, end));
        }
        phase.join(early && defaults.contains(Default.PHASE) ? Due.ENDING : Due.NOTHING);
        judge(step, new Wanted(defaults, step.fields()), tree, phase.begunAfter());
        var known = tree;
        begun.as().ifPresent(name -> live.scope.bind(name, known));
        return tree;
    }

    /** Whether a field is asked for that is known only when the phase is over. */
    private static boolean needsEnd(Expected fields) {
        return fields.node() instanceof Node.Mapping mapping
                && mapping.keys().anyMatch(key -> !Trees.OF_THE_ANSWER.contains(key.text()));
    }

    /** What a result must be. */
    record Wanted(Set<Default> defaults, Optional<Expected> fields) {}

    /** Judges a step's result; what happened after that event may say why it broke. */
    void judge(Step step, Wanted wanted, ObjectNode tree, long after) throws StepStop {
        Supplier<Cause> cause = () -> Cause.of(live.timeline().all(), after, tree);
        Supplier<Deciding> deciding = () -> Deciding.after(live.timeline().all(), after, tree);
        try {
            Success.require(step, wanted.defaults(), tree, cause);
            if (wanted.fields().isPresent()) {
                var misses = Judge.misses(wanted.fields().get(), tree, live.scope);
                if (!misses.isEmpty()) {
                    var failed = cause.get().beside(Judge.failed(step.common().key(), misses));
                    throw failed.decidedBy(deciding.get().of(misses));
                }
            }
            Success.requireEnding(step, wanted.defaults(), tree, cause);
        } catch (StepStop stop) {
            throw stop.decidedBy(deciding.get().outcome());
        }
    }

    private ObjectNode get(CompletableFuture<ObjectNode> future, Step.Result step, Optional<Duration> end)
            throws StepStop, InterruptedException {
        if (end.isEmpty()) {
            return live.get(future, step);
        }
        try {
            return live.time.get(future, end.get().minus(live.environment.elapsed()));
        } catch (TimeoutException late) {
            var within = Literals.duration(live.limit(step));
            throw StepStop.failed(step, "no result of " + step.of() + " within " + within);
        } catch (ExecutionException refused) {
            throw StepStop.because(refused, step);
        }
    }

    private ObjectNode whole(Phase phase, ObjectNode answer, ObjectNode end) {
        if (phase.step() instanceof Step.Shutdown || phase.step() instanceof Step.Reset) {
            live.actors.drain();
        }
        return live.whole(answer, end, phase.begunAfter(), true);
    }

    /** Judges a phase by what stands beside its own step, once it is over; where nothing does, by the defaults. */
    void judge(Phase phase) throws StepStop, InterruptedException {
        var step = phase.step();
        var due = phase.due();
        phase.judged();
        try {
            var tree = whole(phase, live.get(phase.answered(), step), live.get(phase.ended(), step));
            step.common().as().ifPresent(name -> live.scope.bind(name, tree));
            switch (due) {
                case ALL ->
                    judge(
                            step,
                            new Wanted(step.common().defaults(), step.common().expect()),
                            tree,
                            phase.begunAfter());
                case ENDING ->
                    judge(step, new Wanted(Set.of(Default.PHASE), Optional.empty()), tree, phase.begunAfter());
                case NOTHING -> {}
            }
        } catch (StepStop stop) {
            throw stop.alsoNoted(NOT_WAITED_FOR);
        }
    }
}
