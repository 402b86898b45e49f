package dev.simrun.source;

import dev.simrun.source.Node.Entry;
import dev.simrun.source.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads comma-separated text with a head line (RFC 4180): a mapping from what stands in the first column to one from
 * the head line's other names to the cells. A cell in quotes is text, any other what it would be in YAML.
 */
public final class CsvText {
    private final Problems problems;
    private final CsvReader reader;
    private final ScalarValues values;

    private CsvText(Source source, Problems problems) {
        this.problems = problems;
        this.reader = new CsvReader(source, problems);
        this.values = new ScalarValues(problems);
    }

    /**
     * The text as a tree, in which each key stands in the head line.
     *
     * @throws ScenarioException with all that is wrong in it
     */
    public static Node.Mapping read(Source source) {
        var problems = new Problems();
        var table = new CsvText(source, problems).table(Location.wholeFile(source));
        problems.throwIfAny();
        return table;
    }

    private Node.Mapping table(Location wholeFile) {
        var columns = columns(reader.next().orElse(List.of()));
        var rows = new ArrayList<Entry>();
        var first = new HashMap<String, Location>();
        for (var cells = reader.next(); cells.isPresent(); cells = reader.next()) {
            var label = cells.get().getFirst();
            checkUnique("row", label, first);
            if (fits(cells.get(), columns)) {
                rows.add(new Entry(text(label), row(columns, cells.get())));
            }
        }
        return new Node.Mapping(wholeFile, rows);
    }

    /** The head line, which names the columns; how the one of labels is called says nothing. */
    private List<CsvReader.Cell> columns(List<CsvReader.Cell> head) {
        var first = new HashMap<String, Location>();
        head.stream().skip(1).forEach(cell -> checkUnique("column", cell, first));
        if (head.size() == 1 && head.getFirst().text().matches("(?s).*[;\t].*")) {
            problems.add(Problem.of(head.getFirst().at(), "the head line has one cell")
                    .remark("cells stand between commas"));
        }
        return head;
    }

    private void checkUnique(String what, CsvReader.Cell cell, Map<String, Location> first) {
        if (cell.text().isEmpty()) {
            problems.tell(cell.at(), "a " + what + " without a name");
            return;
        }
        var before = first.putIfAbsent(cell.text(), cell.at());
        if (before != null) {
            problems.add(
                    Problem.of(cell.at(), "a second " + what + " " + text(cell).shown())
                            .note("the first one is at " + before));
        }
    }

    private boolean fits(List<CsvReader.Cell> cells, List<CsvReader.Cell> columns) {
        int surplus = cells.size() - columns.size();
        if (surplus != 0) {
            var at = cells.get(surplus > 0 ? columns.size() : 0).at();
            problems.tell(
                    at,
                    "this row has %d cell%s, and the head line %d"
                            .formatted(cells.size(), cells.size() == 1 ? "" : "s", columns.size()));
        }
        return surplus == 0;
    }

    private Node.Mapping row(List<CsvReader.Cell> columns, List<CsvReader.Cell> cells) {
        var entries = new ArrayList<Entry>();
        for (int i = 1; i < cells.size(); i++) {
            entries.add(new Entry(text(columns.get(i)), value(cells.get(i))));
        }
        return new Node.Mapping(cells.getFirst().at(), entries);
    }

    private static Scalar text(CsvReader.Cell cell) {
        return new Scalar(cell.at(), cell.text(), JsonNodeFactory.instance.stringNode(cell.text()), true);
    }

    private Scalar value(CsvReader.Cell cell) {
        if (cell.quoted()) {
            return text(cell);
        }
        return inQuotes(cell.text())
                .map(text -> text(new CsvReader.Cell(text, true, cell.at())))
                .orElseGet(() -> new Scalar(cell.at(), cell.text(), values.plain(cell.text(), cell.at()), false));
    }

    /** What stands in YAML's own single quotes; double ones are the file's. */
    private static Optional<String> inQuotes(String text) {
        if (text.length() < 2 || !text.startsWith("'") || !text.endsWith("'")) {
            return Optional.empty();
        }
        var inside = text.substring(1, text.length() - 1);
        return inside.replace("''", "").contains("'") ? Optional.empty() : Optional.of(inside.replace("''", "'"));
    }
}
