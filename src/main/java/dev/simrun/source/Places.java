package dev.simrun.source;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns the parser's marks, which count from 0, into locations, and looks at the text there. */
record Places(Source source, List<String> lines) {
    Places(Source source) {
        this(source, source.text().lines().toList()); // once, as every value asks for its line
    }

    /** One column at a mark; the end of the text where the mark stands below the last line. */
    Location at(Optional<Mark> mark) {
        return mark.map(this::at).orElse(Location.wholeFile(source));
    }

    Location at(Mark mark) {
        if (mark.getLine() < lines.size()) {
            return at(mark.getLine() + 1, mark.getColumn() + 1, 1);
        }
        var last = lines.size();
        while (last > 1 && line(last).isBlank()) {
            last--;
        }
        return at(Math.max(1, last), line(last).stripTrailing().length() + 1, 1);
    }

    /** From one mark to another, or to the end of the first line. */
    Location at(Optional<Mark> from, Optional<Mark> to) {
        var start = at(from);
        if (start.isWholeFile() || to.isEmpty()) {
            return start;
        }
        var end = to.get();
        var oneLine = end.getLine() + 1 == start.line();
        var endColumn = oneLine ? end.getColumn() : lastColumn(start.line());
        return at(start.line(), start.column(), Math.max(1, endColumn - start.column() + 1));
    }

    private int lastColumn(int line) {
        var text = line(line).stripTrailing();
        return text.codePointCount(0, text.length());
    }

    Location at(int line, int column, int width) {
        return new Location(source, line, column, width);
    }

    /** The tag of the value that starts at a mark; an anchor may stand before it. */
    Location tag(Optional<Mark> mark) {
        var start = at(mark);
        var rest = from(start);
        var skipped = Math.max(0, rest.indexOf('!'));
        var length = 1;
        while (skipped + length < rest.length() && !Character.isWhitespace(rest.charAt(skipped + length))) {
            length++;
        }
        var column = start.column() + rest.codePointCount(0, Math.min(skipped, rest.length()));
        return at(Math.max(1, start.line()), Math.max(1, column), length);
    }

    /** The last tab of a line up to a place; the place itself where there is none. */
    Location tab(Location at) {
        var upTo = before(at) + shown(at);
        var tab = upTo.lastIndexOf('\t');
        return tab < 0 ? at : at(at.line(), 1 + upTo.codePointCount(0, tab), 1);
    }

    /** The text of a line, from 1; empty where there is none. */
    String line(int oneBased) {
        return oneBased >= 1 && oneBased <= lines.size() ? lines.get(oneBased - 1) : "";
    }

    /** The rest of the line from a place on. */
    String from(Location at) {
        var line = line(at.line());
        return line.substring(offset(line, at.column() - 1));
    }

    /** What stands on the line before a place. */
    String before(Location at) {
        var line = line(at.line());
        return line.substring(0, offset(line, at.column() - 1));
    }

    /** What stands at a place. */
    String shown(Location at) {
        var rest = from(at);
        return rest.substring(0, offset(rest, at.width()));
    }

    /** The place of the first character that YAML does not allow, as a problem. */
    Optional<Problem> firstControlCharacter() {
        for (int number = 1; number <= lines.size(); number++) {
            var codePoints = line(number).codePoints().toArray();
            for (int i = 0; i < codePoints.length; i++) {
                if (!StreamReader.isPrintable(codePoints[i])) {
                    return Optional.of(forbidden(at(number, i + 1, 1), codePoints[i]));
                }
            }
        }
        return Optional.empty();
    }

    private static Problem forbidden(Location at, int codePoint) {
        return Problem.of(at, "the character U+%04X is not allowed".formatted(codePoint))
                .remark("in double quotes, write it as an escape");
    }

    private static int offset(String line, int codePoints) {
        var known = Math.clamp(codePoints, 0, line.codePointCount(0, line.length()));
        return line.offsetByCodePoints(0, known);
    }
}
