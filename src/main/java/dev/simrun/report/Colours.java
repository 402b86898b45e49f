package dev.simrun.report;

import dev.simrun.run.Verdict;

/** ANSI colours, or none. They only stress what the words already say. */
public record Colours(boolean used) {
    private static final String BOLD = "1";
    private static final String FAINT = "2";
    private static final String RED = "1;31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    /** A word in the colour of a verdict. */
    public String verdict(Verdict verdict, String text) {
        return switch (verdict) {
            case PASSED -> in(GREEN, text);
            case FAILED, ERRORED -> in(RED, text);
            case SKIPPED, FLAKY, INTERRUPTED -> in(YELLOW, text);
        };
    }

    /** A text whose first line is bold. */
    public String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? in(BOLD, text) : in(BOLD, text.substring(0, end)) + text.substring(end);
    }

    /** A text that is less important. */
    public String faint(String text) {
        return in(FAINT, text);
    }

    private String in(String style, String text) {
        return used ? "\u001B[" + style + "m" + text + "\u001B[0m" : text;
    }

    /** What a case or step that ended so begins with. */
    static String word(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "ok";
            case FAILED -> "FAIL";
            case ERRORED -> "ERROR";
            case SKIPPED -> "skip";
            case FLAKY -> "flaky";
            case INTERRUPTED -> "STOP";
        };
    }
}
