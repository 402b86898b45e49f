package dev.simrun.conformance;

import java.util.ArrayList;
import java.util.List;

/** What a call gets in a state: one place of a table that has states as its lines and calls as its columns. */
record Cell(String state, String call, String answer) {

    /**
     * The cells of a table whose first line names the calls, and each other line first its state; empty ones are left
     * out.
     */
    static List<Cell> of(String table) {
        var lines = table.lines().map(line -> line.split("\\|", -1)).toList();
        var calls = lines.getFirst();
        var cells = new ArrayList<Cell>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.length != calls.length) {
                throw new AssertionError(line[0].strip() + " has " + line.length + " cells of " + calls.length);
            }
            for (int i = 1; i < calls.length; i++) {
                if (!line[i].isBlank()) {
                    cells.add(new Cell(line[0].strip(), calls[i].strip(), line[i].strip()));
                }
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return state + ": " + call + " gets " + answer;
    }
}
