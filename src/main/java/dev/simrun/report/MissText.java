package dev.simrun.report;

import dev.simrun.match.EventTree;
import dev.simrun.match.Show;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.Failure.Miss;

/** What was not met, in words, wherever it is told. */
public final class MissText {
    /** So many mismatches are shown where they stand in the file; further ones have a line each. */
    public static final int EXCERPTS = 4;

    /** More mismatches than that are counted and not shown, so that a message is not longer than a screen. */
    public static final int LIMIT = 20;

    /** Longest expected or actual value, in UTF-16 units; what is longer is cut. */
    private static final int VALUE_LIMIT = 300;

    private MissText() {}

    /** What stands beside the place of a mismatch. */
    public static String beside(Failure failure, Miss miss) {
        return failure.misses().size() == 1
                ? "actual: " + value(miss.actual()) + reason(miss)
                : expectedAndActual(miss);
    }

    /** The same where nothing else tells what was expected. */
    public static String expectedAndActual(Miss miss) {
        var path = miss.path().isEmpty() ? "" : value(miss.path()) + ": ";
        return path + "expected " + value(miss.expected()) + ", actual: " + value(miss.actual()) + reason(miss);
    }

    private static String reason(Miss miss) {
        return miss.reason().isEmpty() ? "" : " (" + value(miss.reason()) + ")";
    }

    private static String value(String text) {
        return PlainText.cut(PlainText.oneLine(PlainText.cut(text, 2 * VALUE_LIMIT)), VALUE_LIMIT);
    }

    /** Which step it was, behind its place; what went wrong before the first step has no number. */
    public static String step(Failure failure) {
        if (failure.stepNumber() < 1) {
            return "";
        }
        var list = failure.inFinally() ? "finally step " : "step ";
        return "   " + list + failure.stepNumber() + " of " + failure.stepCount();
    }

    /** What came closest to what was expected. */
    public static String nearest(Evidence.Nearest nearest) {
        var event = nearest.event();
        return PlainText.clean("nearest: " + event.type().wireName() + " of " + event.actor() + " "
                + Show.of(EventTree.fields(event)) + " (differs in: " + String.join(", ", nearest.differs()) + ")");
    }
}
