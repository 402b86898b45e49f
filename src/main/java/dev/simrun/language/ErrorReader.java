package dev.simrun.language;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Values;
import dev.simrun.source.Node;
import dev.simrun.source.Problems;
import java.util.List;

/** Reads the errors that fakes report; a text alone is the type. */
final class ErrorReader {
    private static final Key<String> TYPE = Key.needed("type", Kind.TEXT, "the error type");
    private static final Key<String> MESSAGE = Key.of("message", Kind.TEXT, "the error message");
    private static final Key<List<String>> STACK = Key.of("stack", Kind.TEXTS, "the stack trace");
    private static final List<Key<?>> KEYS = List.of(TYPE, MESSAGE, STACK);

    static final Kind<Node> KIND = Kind.keys(KEYS)
            .schema(() -> MappingSchemas.close(Schemas.types("string", "number", "boolean", "object"), KEYS));

    private ErrorReader() {}

    static Action.Fail read(Node node, String where, Problems problems) {
        var mapping = node instanceof Node.Scalar scalar && !scalar.value().isNull()
                ? new Node.Mapping(node.at(), List.of(Values.entry(node.at(), TYPE.name(), scalar)))
                : node;
        var error = Fields.of(mapping, where, KEYS, problems);
        return new Action.Fail(
                error.get(TYPE).orElse("Error"),
                error.get(MESSAGE).orElse(""),
                error.get(STACK).orElse(List.of()));
    }
}
