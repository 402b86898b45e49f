package dev.simrun.report;

import dev.simrun.match.Show;
import tools.jackson.databind.JsonNode;

/** Values for somebody who reads them: on one line where they fit, else in lines as in YAML. */
public final class ValueText {
    /** More lines than that are counted and not shown. */
    public static final int LINES_LIMIT = 200;

    private static final int SCALAR_LIMIT = 2000;
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private final int columns;
    private int lines;
    private int leftOut;

    private ValueText(int columns) {
        this.columns = columns;
    }

    /** A value on one line of at most so many columns; what is longer is cut. */
    public static String brief(JsonNode value, int columns) {
        return Show.of(value, Math.max(1, columns));
    }

    /** The whole value; each line ends with a line break. */
    public static String of(JsonNode value, int columns) {
        var all = new ValueText(columns);
        all.write("", "", value);
        if (all.leftOut > 0) {
            all.text.append("… ").append(all.leftOut).append(" lines left out\n");
        }
        return all.text.toString();
    }

    private void write(String indentation, String label, JsonNode value) {
        int room = columns - indentation.length() - label.length();
        var whole = Show.of(value, SCALAR_LIMIT);
        if (!value.isContainer() || value.isEmpty() || whole.length() <= room) {
            line(indentation + label + whole);
            return;
        }
        var below = label.isEmpty() ? indentation : indentation + INDENT;
        if (!label.isEmpty()) {
            line(indentation + label.stripTrailing());
        }
        if (value.isObject()) {
            value.properties().forEach(one -> write(below, one.getKey() + ": ", one.getValue()));
        } else {
            value.forEach(one -> write(below, "- ", one));
        }
    }

    private void line(String line) {
        if (++lines > LINES_LIMIT) {
            leftOut++;
        } else {
            text.append(PlainText.oneLine(line)).append('\n');
        }
    }
}
