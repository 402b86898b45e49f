package dev.simrun.repl;

import dev.simrun.scenario.Step;
import dev.simrun.source.BlockText;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import dev.simrun.typing.TypedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of one step as it was written: lines without dash and indentation, at least one. */
record StepSource(List<String> lines) {
    private static final int COLUMNS = 100;
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#");

    StepSource {
        lines = List.copyOf(lines);
    }

    /** The text of a step in its file, or as it was typed. */
    static StepSource of(Step step) {
        var from = step.common().from();
        var before = before(from);
        boolean dashed = before.strip().matches("(- *)*-");
        return dashed || (before.isBlank() && !isInBrackets(from))
                ? new StepSource(block(from, before))
                : new StepSource(List.of(flow(from).split("\n", -1)));
    }

    /** Whether a bracket is open that was opened since the last line that is not indented. */
    private static boolean isInBrackets(Location from) {
        var above = new StringBuilder(before(from));
        for (int number = from.line() - 1; number >= 1; number--) {
            var line = from.source().line(number);
            above.insert(0, line + "\n");
            if (line.matches("[^\\s#].*")) {
                break;
            }
        }
        return TypedText.of(above.toString()).isOpen();
    }

    /** The same as a person would write it into a file, where it was typed in brackets. */
    StepSource tidied() {
        var text = String.join("\n", lines);
        if (!isInBrackets() || COMMENT.matcher(text).find()) {
            return this;
        }
        try {
            return ScenarioText.read(new Source("step", text)) instanceof Node.Mapping step
                    ? new StepSource(BlockText.lines(step.toJson(), 1, COLUMNS))
                    : this;
        } catch (ScenarioException odd) {
            return this; // it was read before; what is written is what counts
        }
    }

    /** Whether it begins with a bracket, or one goes over several lines, or a line is too long. */
    private boolean isInBrackets() {
        var text = new StringBuilder();
        for (var line : lines.subList(0, lines.size() - 1)) {
            text.append(line).append('\n');
            if (TypedText.of(text.toString()).isOpen()) {
                return true;
            }
        }
        return lines.getFirst().startsWith("{") || lines.stream().anyMatch(line -> line.length() > COLUMNS);
    }

    /** How many lines of the source it takes, from that of its first key. */
    int count() {
        return lines.size();
    }

    /** As an item of a list that is indented so far; each line ends with a line break. */
    String item(String indentation) {
        var text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            text.append(line.isBlank() ? "" : indentation + (i == 0 ? "- " : "  ") + line);
            text.append('\n');
        }
        return text.toString();
    }

    private static String before(Location from) {
        var line = from.source().line(from.line());
        return line.substring(0, line.offsetByCodePoints(0, from.column() - 1));
    }

    /** The rest of the line, and the lines below that are indented further than its dash is. */
    private static List<String> block(Location from, String before) {
        var source = from.source();
        int column = before.length();
        int dash = before.isBlank() ? column - 1 : before.lastIndexOf('-');
        var lines = new ArrayList<String>();
        lines.add(source.line(from.line()).substring(column).stripTrailing());
        for (int number = from.line() + 1; number <= source.lineCount(); number++) {
            var line = source.line(number).stripTrailing();
            int indent = line.length() - line.stripLeading().length();
            if (!line.isEmpty() && indent <= dash) {
                break;
            }
            lines.add(line.substring(Math.min(indent, Math.min(column, line.length()))));
        }
        while (saysNothing(lines.getLast())) {
            lines.removeLast(); // what stands above the next step belongs to that
        }
        return lines;
    }

    private static boolean saysNothing(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    /** The shortest text from a place on that closes all brackets that it opens. */
    private static String flow(Location from) {
        var rest = new StringBuilder();
        int column = before(from).length();
        for (int number = from.line(); number <= from.source().lineCount(); number++) {
            var line = from.source().line(number);
            for (int i = number == from.line() ? column : 0; i < line.length(); i++) {
                if (ends(rest, line.charAt(i))) {
                    return rest.toString().strip();
                }
                rest.append(line.charAt(i));
            }
            rest.append('\n');
        }
        return rest.toString().strip();
    }

    private static boolean ends(StringBuilder text, char following) {
        boolean closing = following == ',' || following == ']' || following == '}';
        boolean braces = !text.isEmpty() && text.charAt(text.length() - 1) == '}';
        return (closing || braces)
                && !text.isEmpty()
                && !TypedText.of(text.toString()).isOpen();
    }
}
