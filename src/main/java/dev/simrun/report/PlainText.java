package dev.simrun.report;

import java.util.regex.Pattern;

/** Text that others wrote (log lines, payloads, names), made fit for a console or a report. */
public final class PlainText {
    /** What stands for a character that must not be printed. */
    static final char REPLACEMENT = '\uFFFD';

    /**
     * Control sequences of ECMA-48: CSI (colours, cursor), then strings such as OSC (titles, links), which an
     * unterminated one must not stretch beyond its line, then the short ones.
     */
    private static final Pattern ANSI = Pattern.compile("(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]"
            + "|\u001B[\\]PX^_][^\u0007\u001B\n]*(?:\u0007|\u001B\\\\)?"
            + "|\u001B[ -/]*[0-~]");

    private PlainText() {}

    static String withoutAnsi(String text) {
        return ANSI.matcher(text).replaceAll("");
    }

    /** Without ANSI sequences, and without control characters but line ends and tabs. */
    public static String clean(String text) {
        var plain = withoutAnsi(text).replace("\r\n", "\n");
        var cleaned = new StringBuilder(plain.length());
        plain.codePoints().forEach(point -> cleaned.appendCodePoint(printable(point)));
        return cleaned.toString();
    }

    private static int printable(int point) {
        boolean kept = point == '\n' || point == '\t';
        boolean bad = Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
        return bad && !kept ? REPLACEMENT : point;
    }

    /** As {@link #clean}, with line ends as {@code \n} and tabs as spaces. */
    public static String oneLine(String text) {
        return clean(text).replace("\n", "\\n").replace('\t', ' ');
    }

    /** At most that many UTF-16 units, the last one an ellipsis where some were cut off. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** The text with spaces after it up to that many columns. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    /** The columns that a text takes; scripts whose characters may take two are counted so. */
    static int columns(String text) {
        return text.codePoints()
                .map(point -> point < FIRST_WIDE || isNarrow(point) ? 1 : 2)
                .sum();
    }

    /** Hangul Jamo; before it no character is wide (Unicode's EastAsianWidth.txt). */
    private static final int FIRST_WIDE = 0x1100;

    private static boolean isNarrow(int point) {
        return point >= 0x2000 && point < 0x2E80; // punctuation, arrows, symbols
    }
}
