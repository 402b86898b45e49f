package dev.simrun.cli;

/** Why simrun ends before it has done what was asked for; the message is all the user needs. */
final class ExitException extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode code;

    ExitException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    static ExitException usage(String message) {
        return new ExitException(ExitCode.USAGE, message);
    }

    ExitCode code() {
        return code;
    }
}
