package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.event.Field;
import dev.simrun.event.Field.Kind;
import dev.simrun.match.Spelling;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is expected of the fields of events and results: of one that holds a few words, another
 * could never match, and a check that it does not happen would pass for ever; a number without a
 * unit could never be compared with a duration.
 */
public final class FieldValues {
    /** Fields of results that hold what that field of that event holds. */
    private static final Map<String, EventType> WORDS_OF_RESULTS =
            Map.of("outcome", EventType.INVOKE_DONE, "reason", EventType.SHUTDOWN_DONE);

    private static final Set<String> DURATIONS_OF_RESULTS =
            Set.of(
                    "duration",
                    "billed_duration",
                    "init_duration",
                    "response_latency",
                    "post_runtime_extensions_duration");

    /** The operators whose operand is compared with the value itself. */
    private static final Set<String> COMPARING =
            Set.of("$exact", "$gt", "$gte", "$lt", "$lte", "$not", "$one_of");

    private FieldValues() {}

    /** The words that a field of events can hold; empty where they are not a closed list. */
    public static List<String> words(String field) {
        return words(named(List.of(EventType.values()), field));
    }

    /** Tells what an event of one of the types never has. */
    static void check(Arguments arguments, Node.Entry given, List<EventType> types) {
        var fields = named(types, given.key().text());
        if (!fields.isEmpty() && fields.stream().allMatch(f -> f.kind() == Kind.DURATION)) {
            checkDuration(arguments, given.value());
        }
        checkWord(arguments, given, words(fields));
    }

    /** Tells what a result never has. */
    static void checkResult(Arguments arguments, Node.Entry given) {
        var name = given.key().text();
        if (DURATIONS_OF_RESULTS.contains(name)) {
            checkDuration(arguments, given.value());
        }
        if (WORDS_OF_RESULTS.containsKey(name)) {
            var type = WORDS_OF_RESULTS.get(name);
            checkWord(arguments, given, words(named(List.of(type), name)));
        }
    }

    private static List<Field<?>> named(List<EventType> types, String name) {
        return types.stream()
                .<Field<?>>flatMap(type -> type.fields().stream())
                .filter(field -> field.name().equals(name))
                .toList();
    }

    /** Those of all the fields; none where one of them is not closed. */
    private static List<String> words(List<Field<?>> fields) {
        var words = new LinkedHashSet<String>();
        for (var field : fields) {
            if (field.kind().words().isEmpty()) {
                return List.of();
            }
            words.addAll(field.kind().words());
        }
        return List.copyOf(words);
    }

    /** Tells a plain value that is none of the words, if there are some. */
    private static void checkWord(Arguments arguments, Node.Entry given, List<String> words) {
        if (words.isEmpty()
                || !(given.value() instanceof Node.Scalar scalar)
                || scalar.text().contains("${")
                || words.contains(scalar.text())) {
            return;
        }
        var problem =
                Problem.of(
                                scalar.at(),
                                "\"" + given.key().text() + "\" is never " + Decoders.shown(scalar))
                        .note("values: " + String.join(", ", words));
        arguments
                .problems()
                .add(
                        Spelling.nearest(scalar.text(), words)
                                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                                .orElse(problem));
    }

    /** Tells each number in what a duration is expected to be. */
    static void checkDuration(Arguments arguments, Node expected) {
        switch (expected) {
            case Node.Scalar scalar -> {
                if (scalar.value().isNumber()) {
                    var _ = Decoders.duration(scalar, arguments.problems()::add);
                }
            }
            case Node.Sequence sequence ->
                    sequence.items().forEach(item -> checkDuration(arguments, item));
            case Node.Mapping mapping ->
                    mapping.entries().stream()
                            .filter(entry -> COMPARING.contains(entry.key().text()))
                            .forEach(entry -> checkDuration(arguments, entry.value()));
        }
    }
}
