package dev.simrun.language;

import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Values;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what the result of a step is expected to be. */
final class ResultFields {
    private ResultFields() {}

    /** An expected result, whose keys must be among the fields that there are. */
    static Optional<Expected> read(
            List<String> known, String where, Node node, Arguments arguments) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            arguments
                    .problems()
                    .add(
                            Problem.of(
                                    node.at(),
                                    where + " checks nothing: it is a mapping of fields"));
            return Optional.empty();
        }
        for (var entry : mapping.entries()) {
            if (!entry.key().text().startsWith("$") && !known.contains(entry.key().text())) {
                arguments.problems().add(Fields.unknown(entry.key(), where, known));
            }
            FieldValues.checkResult(arguments, entry);
        }
        return arguments.expected(known.contains("headers") ? lowerCaseHeaders(mapping) : node);
    }

    /** Names of headers compare without case: results carry them in lower case. */
    private static Node lowerCaseHeaders(Node.Mapping mapping) {
        return new Node.Mapping(
                mapping.at(),
                mapping.entries().stream()
                        .map(entry ->
                                entry.key().text().equals("headers")
                                                && entry.value() instanceof Node.Mapping headers
                                        ? new Node.Entry(entry.key(), lowerCase(headers))
                                        : entry)
                        .toList());
    }

    private static Node lowerCase(Node.Mapping headers) {
        return new Node.Mapping(
                headers.at(),
                headers.entries().stream()
                        .map(entry ->
                                new Node.Entry(
                                        Values.scalar(
                                                entry.key().at(),
                                                entry.key().text().toLowerCase(Locale.ROOT)),
                                        entry.value()))
                        .toList());
    }
}
