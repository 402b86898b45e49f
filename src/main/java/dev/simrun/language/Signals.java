package dev.simrun.language;

import dev.simrun.event.Ending;
import dev.simrun.match.Spelling;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The names of signals. */
final class Signals {
    static final List<String> ALL = Ending.Signal.NAMES;

    private static final String PREFIX = "SIG";

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
        var upper = text.get().toUpperCase(Locale.ROOT);
        var full = upper.startsWith(PREFIX) ? upper : PREFIX + upper;
        if (ALL.contains(full)) {
            return Optional.of(full);
        }
        problems.accept(Problem.of(node.at(), node.shown() + " is not a signal such as SIGTERM or SIGKILL")
                .meant(Spelling.nearest(full, ALL)));
        return Optional.empty();
    }
}
