package dev.simrun.repl;

/** A command that can't be carried out; the message says why, and what would do. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
