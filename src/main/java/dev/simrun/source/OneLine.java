package dev.simrun.source;

import java.util.Locale;

/** Texts that hold what files, programs and users have written, made fit for a line that a person reads. */
public final class OneLine {
    /** The most that is said in one line, in code points; of more the middle is left out. */
    static final int LIMIT = 1000;

    /** What is shown of the end of a text that is too long. */
    private static final int TAIL = 100;

    private OneLine() {}

    /**
     * The text with all that would break the line or disturb a terminal as an escape, such as {@code \n} or
     * {@code \u001b}; of a long one the beginning and the end.
     */
    public static String of(String text) {
        var points = text.codePoints().toArray();
        if (points.length <= LIMIT) {
            return escaped(points, 0, points.length);
        }
        return escaped(points, 0, LIMIT - TAIL - 1) + "…" + escaped(points, points.length - TAIL, points.length);
    }

    private static String escaped(int[] points, int from, int to) {
        var line = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            append(line, points[i]);
        }
        return line.toString();
    }

    private static void append(StringBuilder line, int point) {
        if (!disturbs(point)) {
            line.appendCodePoint(point);
            return;
        }
        switch (point) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> line.append(String.format(Locale.ROOT, point > 0xffff ? "\\U%08x" : "\\u%04x", point));
        }
    }

    /** Whether it moves a terminal's cursor, changes what is around it, or is no character at all. */
    static boolean disturbs(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
