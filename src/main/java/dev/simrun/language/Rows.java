package dev.simrun.language;

import dev.simrun.scenario.Values;
import dev.simrun.source.BlockText;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The rows of {@code cases}, each of which is a case; of several axes, each combination of a row from each is one. */
final class Rows {
    /** What {@code ${case.name}} stands for; no row has such a key. */
    static final String NAME = "name";

    private final Substitution substitution;
    private final Problems problems;
    private final List<List<Row>> axes;

    /** Of more than one axis, what was given twice. */
    private final Set<String> names = new HashSet<>();

    /**
     * A row, or some that go together.
     *
     * @param at where the scenario has the name of each
     * @param nameAt where the last name stands, be it in another file
     * @param values without its name
     */
    record Row(String name, List<Location> at, Location nameAt, Map<String, Node> values) {
        private Row with(Row other) {
            var places = new ArrayList<>(at);
            places.addAll(other.at);
            var all = new LinkedHashMap<>(values);
            all.putAll(other.values);
            return new Row(name + ", " + other.name, places, other.nameAt, all);
        }

        /** All that {@code case} stands for. */
        private Map<String, Node> named() {
            var all = new LinkedHashMap<>(values);
            all.put(NAME, Values.scalar(nameAt, name));
            return all;
        }
    }

    Rows(List<Axis> axes, Substitution substitution, Problems problems) {
        this.substitution = substitution;
        this.problems = problems;
        substitution.define("case", Map.of()); // a row can't use another's values
        this.axes = axes.stream().map(this::rows).toList();
        checkKeys(axes);
    }

    /** Those that are rows; the first that is none is told, as the others are likely wrong in the same way. */
    private List<Row> rows(Axis axis) {
        axis.rows().entries().stream()
                .filter(row -> !(row.value() instanceof Node.Mapping))
                .findFirst()
                .ifPresent(row -> problems.add(unlikeRow(row)));
        return axis.rows().entries().stream()
                .filter(row -> row.value() instanceof Node.Mapping)
                .map(row ->
                        new Row(row.name(), List.of(axis.at(row)), row.key().at(), values((Node.Mapping) row.value())))
                .toList();
    }

    private static Problem unlikeRow(Node.Entry row) {
        var problem = Problem.of(
                row.value().at(),
                "a row of cases is a mapping, not " + row.value().shown());
        return row.value() instanceof Node.Scalar value
                ? problem.remark("write " + row.key().text() + ": {n: " + BlockText.inline(value.toJson()) + "}")
                : problem;
    }

    private Map<String, Node> values(Node.Mapping row) {
        var values = Substitution.values((Node.Mapping) substitution.fill(row));
        row.entry(NAME).ifPresent(entry -> {
            values.remove(NAME);
            problems.add(Problem.of(entry.key().at(), "a row has no key \"name\" of its own")
                    .note("${case.name} is what the row is called"));
        });
        return values;
    }

    /** A combination has one value for each key. */
    private void checkKeys(List<Axis> written) {
        var seen = new LinkedHashMap<String, Node.Scalar>();
        for (var axis : written) {
            var own = new LinkedHashMap<String, Node.Scalar>();
            for (var row : axis.rows().entries()) {
                if (row.value() instanceof Node.Mapping mapping) {
                    mapping.keys().forEach(key -> own.putIfAbsent(key.text(), key));
                }
            }
            own.remove(NAME); // no row can have it
            own.forEach((name, key) -> {
                var before = seen.putIfAbsent(name, key);
                if (before != null) {
                    problems.add(Problem.of(key.at(), "a second axis of cases with the key " + key.shown())
                            .note("the first one is at " + before.at()));
                }
            });
        }
    }

    /**
     * Does something with each row, or each combination in the order of nested loops, whose values have names then.
     *
     * @param written what each of them is put into
     * @throws dev.simrun.source.ScenarioException if that is too much
     */
    void forEach(Location at, List<Node> written, Consumer<Row> read) {
        if (axes.size() > 1) {
            substitution.foresee(at, axes.stream().map(List::size).toList(), written);
        }
        if (!axes.isEmpty()) {
            axes.getFirst().forEach(row -> combine(row, 1, read));
        }
    }

    private void combine(Row row, int axis, Consumer<Row> read) {
        if (axis < axes.size()) {
            axes.get(axis).forEach(next -> combine(row.with(next), axis + 1, read));
            return;
        }
        if (!names.add(row.name())) {
            var shown = Values.scalar(row.nameAt(), row.name()).shown();
            problems.tell(row.nameAt(), "two combinations of rows have the name " + shown);
        }
        substitution.defineCase(row.nameAt(), row.named());
        if (axes.size() > 1) {
            substitution.repeat(row.nameAt(), row.values().values());
        }
        read.accept(row);
    }
}
