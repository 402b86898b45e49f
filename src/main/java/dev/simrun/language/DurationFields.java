package dev.simrun.language;

import dev.simrun.source.Node;

import java.util.Set;

/**
 * Fields of events and results that hold a duration: a number without a unit could never be
 * compared with one, and its negation would hold for ever.
 */
final class DurationFields {
    private static final Set<String> NAMES =
            Set.of(
                    "after",
                    "duration",
                    "billed_duration",
                    "init_duration",
                    "response_latency",
                    "post_runtime_extensions_duration");

    /** The operators whose operand is compared with the value itself. */
    private static final Set<String> COMPARING =
            Set.of("$exact", "$gt", "$gte", "$lt", "$lte", "$not", "$one_of");

    private DurationFields() {}

    /** Tells each number that the field is compared with. */
    static void check(Arguments arguments, Node.Entry field) {
        if (NAMES.contains(field.key().text())) {
            check(arguments, field.value());
        }
    }

    /** Tells each number in what a duration is expected to be. */
    static void check(Arguments arguments, Node expected) {
        switch (expected) {
            case Node.Scalar scalar -> {
                if (scalar.value().isNumber()) {
                    var _ = Decoders.duration(scalar, arguments.problems()::add);
                }
            }
            case Node.Sequence sequence -> sequence.items().forEach(item -> check(arguments, item));
            case Node.Mapping mapping ->
                    mapping.entries().stream()
                            .filter(entry -> COMPARING.contains(entry.key().text()))
                            .forEach(entry -> check(arguments, entry.value()));
        }
    }
}
