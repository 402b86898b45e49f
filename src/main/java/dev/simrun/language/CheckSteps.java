package dev.simrun.language;

import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Step;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that wait for something or check it, events aside. */
final class CheckSteps {
    static final Set<String> WAIT = Set.of("within");
    private static final List<String> STATES =
            List.of("init", "restore", "ready", "invoke", "frozen", "shutdown", "terminated");

    private CheckSteps() {}

    static List<StepSpec> all() {
        return List.of(registration(), result(), acknowledged(), extensions(), state(), paths());
    }

    private static StepSpec registration() {
        return new StepSpec(
                "expect_registration",
                "Waits until an extension is registered.",
                Optional.of("extension"),
                List.of(
                        Key.of("extension", Type.EXTENSION, "its name").needed(),
                        Key.of("events", Type.MATCHER, "what it subscribed to"),
                        Key.of("kind", Type.MATCHER, "external or internal")),
                false,
                List.of(),
                WAIT,
                "- expect_registration: audit",
                (common, arguments) -> {
                    var name =
                            arguments.required(
                                    "extension", arguments.arg("extension", Decoders.TEXT));
                    name.flatMap(Arg::known)
                            .ifPresent(known ->
                                    arguments.reader().requireExtension(name.get().at(), known));
                    return name.map(extension ->
                            new Step.Registration(
                                    common,
                                    extension,
                                    arguments.expected("events"),
                                    arguments.expected("kind")));
                });
    }

    private static StepSpec result() {
        return new StepSpec(
                "expect_result",
                "Waits for the result of a step with wait: false; the other keys are the fields"
                        + " that it must have; without any it must be a success.",
                Optional.of("of"),
                List.of(Key.of("of", Type.BOUND, "the name that the step is bound to").needed()),
                true,
                List.of(),
                WAIT,
                "- expect_result: {of: call, outcome: success}",
                (common, arguments) -> {
                    var of = arguments.required("of", arguments.known("of", Decoders.TEXT));
                    of.ifPresent(name ->
                            arguments.requireBound(arguments.node("of").orElseThrow(), name));
                    var fields = without(arguments, Set.of("of"));
                    if (fields.isEmpty()) {
                        return of.map(name -> new Step.Result(common, name, Optional.empty()));
                    }
                    var known = new LinkedHashSet<>(VerbSteps.INVOKE_RESULT);
                    known.addAll(VerbSteps.INIT_RESULT);
                    known.addAll(VerbSteps.SHUTDOWN_RESULT);
                    known.addAll(VerbSteps.HTTP_RESULT);
                    var node = new Node.Mapping(arguments.at(), fields);
                    return ResultFields.read(List.copyOf(known), "expect_result", node, arguments)
                            .flatMap(expected ->
                                    of.map(name ->
                                            new Step.Result(common, name, Optional.of(expected))));
                });
    }

    /** The arguments but those. */
    static List<Node.Entry> without(Arguments arguments, Set<String> names) {
        return arguments.entries().stream()
                .filter(entry -> !names.contains(entry.key().text()))
                .toList();
    }

    private static StepSpec acknowledged() {
        return new StepSpec(
                "assert_acknowledged",
                "Checks that extensions acknowledged SHUTDOWN: polled again, or exited with status"
                        + " 0, before the deadline.",
                Optional.of("extension"),
                List.of(
                        Key.of("extension", Type.EXTENSIONS, "a name, a list of names, or all")
                                .needed(),
                        new Key("by", Type.MATCHER, List.of(), false, "next or exit", ""),
                        Key.of("after", Type.MATCHER, "how long after delivery")),
                false,
                List.of(),
                Set.of(),
                "- assert_acknowledged: {extension: audit, after: {$lt: 500ms}}",
                (common, arguments) -> {
                    var given = arguments.arg("extension", Decoders.TEXTS);
                    arguments.required("extension", given);
                    given.flatMap(Arg::known)
                            .ifPresent(names -> checkNames(arguments, given.get().at(), names));
                    arguments
                            .node("after")
                            .ifPresent(after -> FieldValues.checkDuration(arguments, after));
                    boolean all =
                            given.flatMap(Arg::known).filter(List.of("all")::equals).isPresent();
                    return given.map(names ->
                            new Step.Acknowledged(
                                    common,
                                    all ? Optional.empty() : Optional.of(names),
                                    arguments.expected("by"),
                                    arguments.expected("after")));
                });
    }

    private static void checkNames(Arguments arguments, Location at, List<String> names) {
        if (names.isEmpty()) {
            arguments.problems().add(Problem.of(at, "assert_acknowledged names nobody"));
        }
        if (!names.equals(List.of("all"))) {
            names.forEach(name -> arguments.reader().requireExtension(at, name));
        }
    }

    private static StepSpec extensions() {
        return new StepSpec(
                "assert_extensions",
                "Checks which extensions are registered.",
                Optional.of("count"),
                List.of(
                        Key.of("count", Type.MATCHER, "how many"),
                        Key.of("names", Type.MATCHER, "their names, in file order"),
                        Key.of(
                                "subscribed_to",
                                Type.MATCHER,
                                "{INVOKE: [names], SHUTDOWN: [names]}"),
                        Key.of("pending", Type.MATCHER, "events queued and not yet delivered")),
                false,
                List.of(),
                Set.of(),
                "- assert_extensions: {count: 1, names: [audit]}",
                (common, arguments) -> {
                    if (arguments.entries().isEmpty()) {
                        arguments
                                .problems()
                                .add(
                                        Problem.of(
                                                arguments.at(),
                                                "assert_extensions checks nothing"));
                        return Optional.empty();
                    }
                    return arguments
                            .expected(new Node.Mapping(arguments.at(), arguments.entries()))
                            .map(view -> new Step.Extensions(common, view));
                });
    }

    private static StepSpec state() {
        return new StepSpec(
                "assert_state",
                "Checks the environment's state.",
                Optional.of("state"),
                List.of(new Key("state", Type.TEXT, STATES, true, "which", "")),
                false,
                List.of(),
                Set.of(),
                "- assert_state: ready",
                (common, arguments) ->
                        arguments
                                .required(
                                        "state",
                                        arguments.arg(
                                                "state", Decoders.choice("a state", STATES, false)))
                                .map(state -> new Step.State(common, state)));
    }

    private static StepSpec paths() {
        return new StepSpec(
                "assert",
                "Checks values at paths of bound names.",
                Optional.empty(),
                List.of(),
                true,
                List.of(),
                Set.of(),
                "- assert: {first.payload.n: 1}",
                (common, arguments) ->
                        arguments
                                .reader()
                                .paths(
                                        new Node.Mapping(arguments.at(), arguments.entries()),
                                        arguments)
                                .map(checks -> new Step.Assert(common, checks)));
    }
}
