package dev.simrun.source;

/** A line of the source with carets under the place that is meant. */
public final class Excerpt {
    /** Longer lines are cut around the place, in columns, where nothing else is said. */
    static final int MAX_COLUMNS = 160;

    /** Fewer would show nothing, however narrow the terminal is. */
    private static final int MIN_COLUMNS = 20;

    private static final String CUT = "…";

    private Excerpt() {}

    /**
     * The excerpt of a load error: an empty line, the line, the carets. No line break at the end; empty for a whole
     * file.
     *
     * @param afterCaret beside the carets; may be empty
     * @param columns that lines of text may have, without their numbers
     */
    static String inError(Location at, String afterCaret, int columns) {
        return at.isWholeFile() ? "" : gutter(at, "") + "\n" + lineAndCarets(at, afterCaret, columns);
    }

    /** How many columns of text fit into lines of so many, beside their numbers. */
    public static int columns(Location at, int lineColumns) {
        return Math.clamp(lineColumns - digits(at) - 5L, MIN_COLUMNS, MAX_COLUMNS);
    }

    /**
     * The excerpt of a failed step: as in an error, with the line above and an empty line after. No line break at the
     * end; empty for a whole file.
     *
     * @param afterCaret beside the carets; may be empty
     * @param columns that lines of text may have, without their numbers
     */
    public static String inFailure(Location at, String afterCaret, int columns) {
        if (at.line() <= 1) {
            return at.isWholeFile() ? "" : inError(at, afterCaret, columns) + "\n" + gutter(at, "");
        }
        var line = new Location(at.source(), at.line() - 1, 1, 1);
        var above = gutter(at, "") + "\n"
                + numbered(at, line.line(), Window.of(line, columns).text());
        return above + "\n" + lineAndCarets(at, afterCaret, columns) + "\n" + gutter(at, "");
    }

    /** How many columns the number of the line takes. */
    static int digits(Location at) {
        return at.isWholeFile() ? 0 : Integer.toString(at.line()).length();
    }

    private static String lineAndCarets(Location at, String afterCaret, int columns) {
        var window = Window.of(at, columns);
        var carets = " ".repeat(window.caretAt()) + "^".repeat(window.caretWidth());
        var remark = afterCaret.isEmpty() ? "" : " " + afterCaret;
        return numbered(at, at.line(), window.text()) + "\n" + gutter(at, carets + remark);
    }

    private static String numbered(Location at, int line, String text) {
        var number = Integer.toString(line);
        var indent = " ".repeat(2 + digits(at) - number.length());
        return (indent + number + " | " + text).stripTrailing();
    }

    private static String gutter(Location at, String text) {
        return (" ".repeat(3 + digits(at)) + "| " + text).stripTrailing();
    }

    /** The part of a line that is shown; the caret's place counts from 0 within it. */
    private record Window(String text, int caretAt, int caretWidth) {
        static Window of(Location at, int columns) {
            var line = at.source()
                    .line(at.line())
                    .codePoints()
                    .map(Window::visible)
                    .toArray();
            var caretAt = Math.min(at.column() - 1, line.length);
            var width = Math.clamp(line.length - caretAt, 1, at.width());
            if (line.length <= columns) {
                return new Window(new String(line, 0, line.length), caretAt, width);
            }
            var fits = caretAt + width < columns;
            var from = fits ? 0 : Math.max(0, caretAt - columns * 3 / 8);
            var before = from > 0 ? CUT : "";
            var end = Math.min(line.length, from + columns - 1 - before.length());
            var after = end < line.length ? CUT : "";
            return new Window(
                    before + new String(line, from, end - from) + after,
                    before.length() + caretAt - from,
                    Math.clamp(end - caretAt, 1, width));
        }

        /** One column for one code point, so that the carets stand below what is meant. */
        private static int visible(int codePoint) {
            if (codePoint == '\t') {
                return ' ';
            }
            return OneLine.disturbs(codePoint) ? '·' : codePoint;
        }
    }
}
