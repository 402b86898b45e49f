package dev.simrun.repl;

/** Where somebody types and reads: a terminal, or a script and a plain output. */
interface Screen extends AutoCloseable {
    /** What was typed. */
    sealed interface Typed {
        /**
         * A text, perhaps of several lines.
         *
         * @param line the number of its first line, from 1, where it comes from a script; else 1
         */
        record Text(String text, int line) implements Typed {}

        /** Ctrl-C: what had been typed is dropped. */
        record Nothing() implements Typed {}

        /** Ctrl-D, the end of the script, or an interrupt from outside. */
        record End() implements Typed {}
    }

    /** Waits for somebody to type. */
    Typed read(Prompt prompt);

    /** Shows a text that ends with a line break; above the prompt if there is one now. */
    void show(String text);

    /** Shows how things stand while nobody is asked to type. */
    void status(Prompt prompt);

    /** Whether the input is a script: nobody can mend what fails. */
    boolean isScript();

    /** How many columns lines have; more than any line where that does not matter. */
    int columns();

    /** What Ctrl-C does, until {@link #rest}, while nobody is asked to type. */
    void onInterrupt(Runnable action);

    /** Nobody is asked to type for a while: what others print comes next. */
    void rest();

    /** Ends {@link #read}, now and from now on. From any thread. */
    void interrupt();

    @Override
    void close();
}
