package dev.simrun.language;

import dev.simrun.event.Ending;
import dev.simrun.match.Spelling;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The names of signals. */
final class Signals {
    static final List<String> ALL = Ending.Signal.NAMES;

    private static final String PREFIX = "SIG";

    /** What is meant by a number, or by a crash that is only said to happen. */
    private static final Map<String, String> NUMBERS = Map.of(
            "true", "SIGKILL",
            "1", "SIGHUP",
            "2", "SIGINT",
            "6", "SIGABRT",
            "9", "SIGKILL",
            "11", "SIGSEGV",
            "15", "SIGTERM");

    private Signals() {}

    static ObjectNode schema() {
        var names = ALL.stream().map(name -> name.substring(PREFIX.length())).toList();
        var any = Schemas.pattern("^([Ss][Ii][Gg])?(" + Schemas.anyCase(names) + ")$");
        return Schemas.orElse(ALL, any, "a signal such as SIGTERM or SIGKILL");
    }

    /** A signal's name, with or without SIG, in any case; gives it with. */
    static Optional<String> decode(Node node, Consumer<Problem> problems) {
        var text = Decoders.text(node, problems);
        if (text.isEmpty()) {
            return text;
        }
        var full = full(text.get());
        if (ALL.contains(full)) {
            return Optional.of(full);
        }
        var problem = Problem.of(node.at(), node.shown() + " is not a signal such as SIGTERM or SIGKILL");
        problems.accept(
                NUMBERS.containsKey(text.get())
                        ? problem.remark("write " + NUMBERS.get(text.get()))
                        : problem.meant(Spelling.nearest(full, ALL)));
        return Optional.empty();
    }

    /** Whether a text is the name of a signal. */
    static boolean isOne(String text) {
        return ALL.contains(full(text));
    }

    private static String full(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        return upper.startsWith(PREFIX) ? upper : PREFIX + upper;
    }
}
