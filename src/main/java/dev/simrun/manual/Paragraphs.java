package dev.simrun.manual;

import java.util.ArrayList;
import java.util.List;

/** Plain text of at most 80 columns; a word that is longer stands alone in its line. */
final class Paragraphs {
    private static final int COLUMNS = 80;

    /** A table's first column takes no more; what is longer gets a line of its own. */
    private static final int NAME_COLUMNS = 24;

    private final StringBuilder text = new StringBuilder();

    Paragraphs line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    Paragraphs wrapped(String words) {
        wrap(words, COLUMNS).forEach(this::line);
        return this;
    }

    /** A title and rows; nothing where there are no rows. */
    Paragraphs table(String title, List<Row> rows) {
        return rows.isEmpty() ? this : line("").line(title).rows(rows);
    }

    /** Lines of a file as an example; nothing where there are none. */
    Paragraphs example(String lines) {
        if (!lines.isEmpty()) {
            line("").line("Example:");
            lines.lines().forEach(it -> line("  " + it));
        }
        return this;
    }

    Paragraphs rows(List<Row> rows) {
        return rows(rows, 0);
    }

    /** Rows whose names take at least so many columns. */
    Paragraphs rows(List<Row> rows, int columns) {
        int longest = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int width = Math.max(columns, Math.min(longest, NAME_COLUMNS));
        var margin = " ".repeat(width + 4);
        for (var row : rows) {
            var lines = wrap(row.meaning(), COLUMNS - margin.length());
            boolean fits = row.name().length() <= width;
            if (!fits || lines.isEmpty()) {
                line("  " + row.name());
            }
            for (int i = 0; i < lines.size(); i++) {
                var start = "  " + row.name();
                var before = i == 0 && fits ? start + margin.substring(start.length()) : margin;
                line(before + lines.get(i));
            }
        }
        return this;
    }

    /** A row of a table; its meaning may be empty. */
    record Row(String name, String meaning) {}

    private static List<String> wrap(String words, int columns) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : words.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
