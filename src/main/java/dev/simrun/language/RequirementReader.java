package dev.simrun.language;

import dev.simrun.scenario.Requirement;
import dev.simrun.source.BlockText;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code requires}: programs, and commands that must succeed. */
final class RequirementReader {
    private static final Key<List<String>> RUN =
            Key.needed("run", Kind.COMMAND, "a command that must exit with status 0");
    private static final Key<String> BECAUSE =
            Key.needed("because", Kind.TEXT, "what it is for, as the reason to skip");
    private static final List<Key<?>> KEYS = List.of(RUN, BECAUSE);

    static final Kind<Node> KIND = Kind.LIST
            .inside(new Kind.Inside.Keys(KEYS))
            .schema(() ->
                    Schemas.list(MappingSchemas.close(Schemas.types("string", "number", "boolean", "object"), KEYS)));

    private RequirementReader() {}

    static List<Requirement> read(Node node, Problems problems) {
        var wanted = "a list of programs, or of {run: [argv], because: text}";
        var requirements = new ArrayList<Requirement>();
        if (node instanceof Node.Scalar program && !program.text().isBlank()) {
            problems.add(Problem.of(node.at(), node.shown() + " is not a list of programs")
                    .remark("write [" + BlockText.inline(node.toJson()) + "]"));
            return List.of();
        }
        for (var item : Decoders.items(node, wanted, problems::add)) {
            if (item instanceof Node.Scalar) {
                Decoders.program(item, problems::add)
                        .map(Requirement.Program::new)
                        .ifPresent(requirements::add);
            } else {
                var fields = Fields.of(item, "a requirement", KEYS, problems);
                var run = fields.get(RUN);
                var because = fields.get(BECAUSE);
                run.ifPresent(argv -> because.ifPresent(text -> requirements.add(new Requirement.Run(argv, text))));
            }
        }
        return requirements;
    }
}
