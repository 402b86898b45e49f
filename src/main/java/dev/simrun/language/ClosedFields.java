package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import java.util.List;
import java.util.Map;

/**
 * Fields of events and results that hold one of a few words: another word could never match, and a
 * check that it does not happen would pass for ever.
 */
public final class ClosedFields {
    private static final Map<String, List<String>> WORDS =
            Map.of(
                    "event", List.of("INVOKE", "SHUTDOWN"),
                    "action", FaultSteps.ACTIONS,
                    "reason", List.of("spindown", "timeout", "failure"),
                    "by", List.of("next", "exit"),
                    "kind", List.of("external", "internal"),
                    "mode", List.of("buffered", "streaming"),
                    "stream", List.of("stdout", "stderr"),
                    "outcome", List.of("success", "error", "timeout", "crash"));

    private ClosedFields() {}

    /** The words that a field can hold; empty where they are not a closed list. */
    public static List<String> words(String field) {
        return WORDS.getOrDefault(field, List.of());
    }

    /** Tells a plain value that a field never has. */
    static void check(Arguments arguments, Node.Entry field) {
        var words = WORDS.get(field.key().text());
        if (words == null
                || !(field.value() instanceof Node.Scalar scalar)
                || scalar.text().contains("${")
                || words.contains(scalar.text())) {
            return;
        }
        var problem =
                Problem.of(
                                scalar.at(),
                                "\"" + field.key().text() + "\" is never " + Decoders.shown(scalar))
                        .note("values: " + String.join(", ", words));
        arguments
                .problems()
                .add(
                        Spelling.nearest(scalar.text(), words)
                                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                                .orElse(problem));
    }
}
