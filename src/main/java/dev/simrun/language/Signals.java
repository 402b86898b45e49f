package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The names of signals. */
final class Signals {
    static final List<String> ALL =
            List.of(("SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2"
                            + " SIGPIPE SIGALRM SIGTERM SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU"
                            + " SIGXFSZ SIGWINCH")
                    .split(" ", -1));

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
