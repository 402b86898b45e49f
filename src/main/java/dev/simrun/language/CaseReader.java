package dev.simrun.language;

import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Steps;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what each case of a file has of its own, as its row's values may stand in it.
 *
 * @param folders where relative paths begin
 * @param typed whether there need be no steps
 */
record CaseReader(Folders folders, boolean typed, Substitution substitution, Problems problems) {
    static final Key<?> LIMITS =
            Key.of("limits", Kind.keys(FunctionReader.LIMITS), "what Lambda fixes and a test may shorten");
    static final Key<?> FUNCTION =
            Key.of("function", Kind.keys(FunctionReader.FUNCTION), "the function that the environment runs");
    static final Key<?> RUNTIME = Key.usually(
            "runtime",
            Kind.keys(ActorReader.RUNTIME).schema(() -> ActorReader.schema(Actor.Kind.RUNTIME)),
            "the runtime: a process, a fake, or none",
            "a fake that echoes");
    static final Key<?> EXTENSIONS = Key.of(
            "extensions",
            Kind.VARIABLES
                    .inside(new Kind.Inside.Keys(ActorReader.EXTENSION))
                    .schema(() -> Schemas.named(
                            Schemas.types("object", "string", "number", "boolean"), Schemas.reference("extension"))),
            "the extensions, by name; or a folder, each file of which is one");
    static final Key<Node> STEPS = Key.needed("steps", Kind.STEPS, "what is done and checked, in order");
    static final Key<Node> FINALLY = Key.of("finally", Kind.STEPS, "steps that run at the end, whatever happened");

    private static final List<Key<?>> PARTS = List.of(LIMITS, FUNCTION, RUNTIME, EXTENSIONS, STEPS, FINALLY);

    /** What is read for each case anew, as written. */
    static List<Node> parts(Fields fields) {
        return PARTS.stream().flatMap(part -> fields.node(part).stream()).toList();
    }

    /** The case as it is with what the substitution has now. */
    Case read(String label, List<Location> rows, Fields fields) {
        var parts = new LinkedHashMap<Key<?>, Node>();
        for (var part : PARTS) {
            fields.node(part).ifPresent(node -> parts.put(part, substitution.fill(node)));
        }
        var actors = new ActorReader(folders, substitution, problems);
        var runtime = actors.runtime(part(parts, RUNTIME));
        var extensions = actors.extensions(part(parts, EXTENSIONS));
        var reader = new FunctionReader(problems);
        var function = reader.function(part(parts, FUNCTION));
        boolean strangers = part(parts, STEPS).filter(TypedStepReader::hasHttp).isPresent();
        var names = new LinkedHashMap<String, String>();
        extensions.forEach(actor -> names.put(actor.key(), actor.key()));
        extensions.forEach(actor -> names.put(actor.name(), actor.key()));
        var steps = new StepReader(
                new Setting(problems, new Names(problems::add, substitution), substitution, names, strangers));
        return new Case(
                label,
                rows,
                function,
                reader.limits(part(parts, LIMITS), function),
                runtime,
                extensions,
                part(parts, EXTENSIONS)
                        .filter(ExtensionFolder::isNamedBy)
                        .filter(new ExtensionFolder(folders, problems)::isSwitchedOff)
                        .isPresent(),
                steps(part(parts, STEPS), steps),
                part(parts, FINALLY).map(node -> finallySteps(node, steps)).orElse(Steps.NONE),
                substitution.trees(),
                new TypedStepReader(folders.own(), substitution, names, strangers));
    }

    private static Optional<Node> part(Map<Key<?>, Node> parts, Key<?> key) {
        return Optional.ofNullable(parts.get(key));
    }

    private Steps finallySteps(Node node, StepReader reader) {
        var read = reader.read(node, "finally");
        read.distinct()
                .filter(step -> !step.common().waits())
                .forEach(step -> problems.add(
                        Problem.of(step.common().at(), "nothing comes after finally that could judge what this begins")
                                .note("leave wait: false out")));
        return read;
    }

    /** Those of {@code finally}, read after these, see all names that these bind. */
    private Steps steps(Optional<Node> node, StepReader reader) {
        if (!typed
                && node.orElse(null) instanceof Node.Sequence list
                && list.items().isEmpty()) {
            problems.tell(list.at(), "a scenario needs at least one step");
        }
        var read = node.map(list -> reader.read(list, "steps")).orElse(Steps.NONE);
        InitOrder.check(read, problems);
        return read;
    }
}
