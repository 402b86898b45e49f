package dev.simrun.cli;

/** A command that can't be carried out; the message is all that the user needs. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode code;

    CommandException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
