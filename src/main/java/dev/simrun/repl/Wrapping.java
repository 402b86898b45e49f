package dev.simrun.repl;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Lines that are too long for a terminal, broken between words. */
final class Wrapping {
    /** How much further in the rest of a line begins. */
    private static final int HANGING = 2;

    private Wrapping() {}

    /** A line, perhaps with ANSI sequences, in as many as it takes; each ends with a line break. */
    static String wrap(String line, int columns, Terminal terminal) {
        var rest = AttributedString.fromAnsi(line);
        var text = new StringBuilder();
        int indent = rest.length() - rest.toString().stripLeading().length();
        var margin = new AttributedString(" ".repeat(Math.min(indent + HANGING, columns / 2)));
        while (rest.columnLength() > columns) {
            int fits = rest.columnSubSequence(0, columns).length();
            int blank = rest.toString().lastIndexOf(' ', fits);
            boolean between = blank > margin.length();
            int end = between ? blank : Math.max(1, fits);
            text.append(rest.subSequence(0, end).toAnsi(terminal)).append('\n');
            var after = rest.subSequence(between ? end + 1 : end, rest.length());
            rest = new AttributedStringBuilder().append(margin).append(after).toAttributedString();
        }
        return text.append(rest.toAnsi(terminal)).append('\n').toString();
    }
}
