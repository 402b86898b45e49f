package dev.simrun.cli;

import dev.simrun.report.Secrets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** An output in UTF-8 in which no text that is printed at once shows a secret. */
final class MaskedStream extends PrintStream {
    private final Secrets secrets;

    MaskedStream(OutputStream out, Secrets secrets) {
        super(out, true, StandardCharsets.UTF_8);
        this.secrets = secrets;
    }

    @Override
    public void print(String text) {
        super.print(secrets.masked(String.valueOf(text)));
    }

    /** All other ways to print a line print it as a text. */
    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }
}
