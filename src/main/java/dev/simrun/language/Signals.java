package dev.simrun.language;

import dev.simrun.event.Ending;
import dev.simrun.match.Spelling;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The names of signals. */
final class Signals {
    static final List<String> ALL = Ending.Signal.NAMES;

    private Signals() {}

    /** A signal's name, with or without SIG, in any case; gives it with. */
    static Optional<String> decode(Node node, Consumer<Problem> problems) {
        var text = Decoders.text(node, problems);
        if (text.isEmpty()) {
            return text;
        }
        var upper = text.get().toUpperCase(Locale.ROOT);
        var full = upper.startsWith("SIG") ? upper : "SIG" + upper;
        if (ALL.contains(full)) {
            return Optional.of(full);
        }
        problems.accept(Problem.of(node.at(), node.shown() + " is not a signal such as SIGTERM or SIGKILL")
                .meant(Spelling.nearest(full, ALL)));
        return Optional.empty();
    }
}
