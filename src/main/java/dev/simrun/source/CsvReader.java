package dev.simrun.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes comma-separated text (RFC 4180) apart, line by line. */
final class CsvReader {
    /** How many cells a file may have: as many as a YAML file has values. */
    static final int MAX_CELLS = TreeWalk.MAX_VISITED;

    private static final char QUOTE = '"';
    private static final char COMMA = ',';

    private final Source source;
    private final Problems problems;
    private int position;
    private int line = 1;
    private int column = 1;
    private int cells;

    CsvReader(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * What stands between two commas.
     *
     * @param text without the quotes, or without the blanks around it where it has none
     */
    record Cell(String text, boolean quoted, Location at) {}

    /** The cells of the next line that is not empty; at least one. */
    Optional<List<Cell>> next() {
        while (!atEnd() && atBreak()) {
            advance();
        }
        if (atEnd()) {
            return Optional.empty();
        }
        var found = new ArrayList<Cell>();
        found.add(cell());
        while (!atEnd() && now() == COMMA) {
            advance();
            found.add(cell());
        }
        if (!atEnd()) {
            advance(); // the end of the line
        }
        return Optional.of(List.copyOf(found));
    }

    private Cell cell() {
        if (++cells > MAX_CELLS) {
            throw ScenarioText.wholeFile(source, "the file has more than 100,000 cells");
        }
        return !atEnd() && now() == QUOTE ? quoted() : plain();
    }

    private Cell plain() {
        int from = position;
        int fromColumn = column;
        while (!atEnd() && now() != COMMA && !atBreak()) {
            if (now() == QUOTE) {
                problems.add(Problem.of(new Location(source, line, column, 1), "a quote in a cell without quotes")
                        .remark("put the cell in quotes, and double this one"));
            }
            advance();
        }
        var raw = source.text().substring(from, position);
        var text = raw.strip();
        int blanks = raw.indexOf(text);
        return new Cell(text, false, new Location(source, line, fromColumn + blanks, width(text)));
    }

    private Cell quoted() {
        int startLine = line;
        int startColumn = column;
        int start = position;
        var text = new StringBuilder();
        advance();
        while (!atEnd()) {
            if (now() == QUOTE && !isDoubled()) {
                advance();
                return new Cell(text.toString(), true, closed(new Location(source, startLine, startColumn, 1), start));
            }
            if (now() == QUOTE) {
                advance();
            }
            int from = position;
            advance();
            text.append(source.text(), from, position);
        }
        problems.add(Problem.of(new Location(source, startLine, startColumn, 1), "this quote is never closed")
                .remark("a quote within a cell in quotes is doubled"));
        throw new ScenarioException(problems.list());
    }

    /** The place of a cell in quotes, in its first line; what stands after them is told. */
    private Location closed(Location quote, int start) {
        int end = position;
        if (!atEnd() && now() != COMMA && !atBreak()) {
            problems.add(Problem.of(new Location(source, line, column, 1), "text after a closing quote")
                    .remark("a quote within a cell in quotes is doubled"));
            while (!atEnd() && now() != COMMA && !atBreak()) {
                advance();
            }
        }
        var shown = source.text().substring(start, end).lines().findFirst().orElseThrow();
        return new Location(source, quote.line(), quote.column(), width(shown));
    }

    private static int width(String text) {
        return Math.max(1, text.codePointCount(0, text.length()));
    }

    private boolean isDoubled() {
        return source.text().startsWith("\"\"", position);
    }

    private boolean atEnd() {
        return position >= source.text().length();
    }

    private char now() {
        return source.text().charAt(position);
    }

    private boolean atBreak() {
        return now() == '\n' || now() == '\r';
    }

    /** Goes on by one character, or one line break. */
    private void advance() {
        if (!atBreak()) {
            position += Character.charCount(source.text().codePointAt(position));
            column++;
            return;
        }
        position += source.text().startsWith("\r\n", position) ? 2 : 1;
        line++;
        column = 1;
    }
}
