package dev.simrun.language;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Function.InitializationType;
import dev.simrun.scenario.Rule;
import dev.simrun.scenario.Step;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that what must not happen is something that could in some case of the file: else it passes for ever. */
record Absences(Case scenarioCase) {
    /** Tells of each check once. */
    static void check(List<Case> cases, Problems problems) {
        var never = new LinkedHashMap<Location, Problem>();
        var possible = new HashSet<Location>();
        for (var one : cases) {
            var absences = new Absences(one);
            absences.steps().forEach(step -> absences.check(step, never, possible));
        }
        never.keySet().removeAll(possible);
        never.values().forEach(problems::add);
    }

    /** Whether what a step looks for can happen; that it can't is wrong only of what must not. */
    private void check(Step step, Map<Location, Problem> never, Set<Location> possible) {
        var event = sought(step);
        var why = event.flatMap(this::whyNever);
        var at = step.common().at();
        if (event.isPresent() && why.isEmpty()) {
            possible.add(at);
        } else if (event.isPresent() && isOfNone(step)) {
            never.putIfAbsent(at, problem(event.get(), why.get()));
        }
    }

    private static Problem problem(Expected event, String why) {
        return Problem.of(event.node().at(), "this never happens here, so that it can't fail: " + why);
    }

    private static Optional<Expected> sought(Step step) {
        return switch (step) {
            case Step.EventCheck check -> Optional.of(check.event());
            case Step.Quiet quiet -> Optional.of(quiet.event());
            default -> Optional.empty(); // the others look for no event
        };
    }

    private Stream<Step> steps() {
        return Stream.concat(
                scenarioCase.steps().distinct(), scenarioCase.finallySteps().distinct());
    }

    private static boolean isOfNone(Step step) {
        return !(step instanceof Step.EventCheck check)
                || (check.count().map(Expected::node).orElse(null) instanceof Node.Scalar count
                        && count.text().equals("0"));
    }

    private Optional<String> whyNever(Expected event) {
        return event.node() instanceof Node.Mapping fields
                ? fields.text("type").flatMap(EventType::named).flatMap(type -> whyNever(type, fields.text("actor")))
                : Optional.empty();
    }

    private Optional<String> whyNever(EventType type, Optional<String> actor) {
        var function = scenarioCase.function();
        return switch (type) {
            case RESTORE_START, RESTORE_DONE, RUNTIME_RESTORE_NEXT, RUNTIME_RESTORE_ERROR ->
                unless(
                        function.initializationType() == InitializationType.SNAP_START,
                        "only a function with initialization_type: snap-start is restored");
            case FREEZE, THAW ->
                unless(
                        function.freeze() || has(Step.Freeze.class),
                        "nothing is frozen without a step freeze, or freeze: true of the function");
            case FAULT -> unless(has(Step.Fault.class), "there is no step fault");
            case NOTE -> unless(has(Step.Note.class), "there is no step note");
            case EXTENSION_REGISTER,
                    EXTENSION_NEXT,
                    EXTENSION_EVENT,
                    EXTENSION_ACKNOWLEDGED,
                    EXTENSION_INIT_ERROR,
                    EXTENSION_EXIT_ERROR ->
                unless(strangersMayRegister() || !scenarioCase.extensions().isEmpty(), "there are no extensions");
            case LOG -> actor.filter(this::isSilent).map(name -> name + " is scripted and prints nothing");
            default -> Optional.empty(); // any runtime may bring the others about
        };
    }

    private boolean strangersMayRegister() {
        return has(Step.Http.class)
                || has(Step.RawHttp.class)
                || Stream.concat(Stream.of(scenarioCase.runtime()), scenarioCase.extensions().stream())
                        .anyMatch(actor -> actor.program() instanceof Program.Real);
    }

    private boolean has(Class<? extends Step> kind) {
        return steps().anyMatch(kind::isInstance);
    }

    private static Optional<String> unless(boolean possible, String why) {
        return possible ? Optional.empty() : Optional.of(why);
    }

    private boolean isSilent(String name) {
        var actor = name.equals(Event.RUNTIME) ? Optional.of(scenarioCase.runtime()) : scenarioCase.extension(name);
        return actor.map(Actor::program).orElse(null) instanceof Program.Fake(var rules)
                && rules.stream().noneMatch(Rule::prints);
    }
}
