package dev.simrun.report;

/** The line at the bottom of a terminal that is written again and again. Needs no ANSI sequences. */
public final class ProgressLine {
    private final int limit;
    private int shown;

    /**
     * A line that is never full: in the last column some terminals would begin a new one.
     *
     * @param columns of the terminal; 0 to show nothing
     */
    public ProgressLine(int columns) {
        this.limit = columns - 1;
    }

    /** What to print to show that text instead of what is shown now. */
    public String replaced(String text) {
        if (limit < 1) {
            return "";
        }
        var start = new StringBuilder();
        int columns = 0;
        for (int point : text.codePoints().toArray()) {
            columns += PlainText.columns(Character.toString(point));
            if (columns > limit) {
                break;
            }
            start.appendCodePoint(point);
        }
        var erase = erased();
        shown = PlainText.columns(start.toString());
        return erase + start;
    }

    boolean isShown() {
        return shown > 0;
    }

    /** What to print to show nothing, with the cursor in the first column. */
    public String erased() {
        var erase = shown == 0 ? "" : "\r" + " ".repeat(shown) + "\r";
        shown = 0;
        return erase;
    }
}
