package dev.simrun.cli;

import dev.simrun.source.OneLine;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Why simrun ends before it has done what was asked for; the message is all the user needs. */
final class ExitException extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String shown;

    ExitException(ExitCode code, String message) {
        this(code, message, "error: " + OneLine.of(message));
    }

    private ExitException(ExitCode code, String message, String shown) {
        super(message);
        this.code = code;
        this.shown = shown;
    }

    static ExitException usage(String message) {
        return new ExitException(ExitCode.USAGE, message);
    }

    /** Mistakes in a file, each told with its place; at least one. */
    static ExitException usage(List<Problem> problems) {
        var all = problems.stream().map(Problem::render).collect(Collectors.joining("\n\n"));
        var counted = problems.size() == 1 ? "1 error" : problems.size() + " errors";
        return new ExitException(ExitCode.USAGE, problems.getFirst().headline(), all + "\n\n" + counted);
    }

    /** What the user is shown: a line, or a mistake and its place; without a line break at the end. */
    String shown() {
        return shown;
    }

    ExitCode code() {
        return code;
    }
}
