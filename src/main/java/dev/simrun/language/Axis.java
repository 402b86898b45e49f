package dev.simrun.language;

import dev.simrun.source.BlockText;
import dev.simrun.source.CsvText;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Named rows of {@code cases}, as written.
 *
 * @param file where the scenario names the file that they stand in, if they don't stand in itself
 */
record Axis(Node.Mapping rows, Optional<Node> file) {
    private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml", ".csv");

    static final Key<String> FILE = Key.of(
            FileValues.KEY.name(),
            FileValues.KEY.kind(),
            "rows in a file: " + String.join(", ", ENDINGS) + " with a head line");

    /** Where the scenario's own text has a row. */
    Location at(Node.Entry row) {
        return file.map(Node::at).orElse(row.key().at());
    }

    /**
     * Reads axes of rows.
     *
     * @param folder the scenario's, absolute
     */
    record Reader(Path folder, Substitution substitution, Problems problems) {
        /** All axes of {@code cases}; none where one can't be read, which is then told. */
        List<Axis> read(Node cases) {
            if (!(cases instanceof Node.Sequence list)) {
                return axis(cases, "cases").stream().toList();
            }
            if (list.items().isEmpty()) {
                problems.tell(list.at(), "cases has no rows");
            }
            var unnamed = list.items().stream().filter(Reader::isUnnamed).toList();
            if (!unnamed.isEmpty()) { // who has written one like that has written all like that
                var rows = IntStream.range(0, Math.min(2, unnamed.size()))
                        .mapToObj(i -> named(unnamed.get(i), i == 0 ? "first" : "second"))
                        .collect(Collectors.joining(", "));
                problems.add(Problem.of(unnamed.getFirst().at(), "the rows of cases are a mapping of names to values")
                        .remark("write cases: {" + rows + (unnamed.size() > 2 ? ", …}" : "}")));
            }
            var axes = list.items().stream()
                    .filter(item -> !isUnnamed(item))
                    .flatMap(item -> axis(item, "an axis of cases").stream())
                    .toList();
            return axes.size() == list.items().size() ? axes : List.of();
        }

        /** Whether it is what other tools take as a row: a name alone, or values with the name among them. */
        private static boolean isUnnamed(Node item) {
            return item instanceof Node.Scalar || (item instanceof Node.Mapping row && isRow(row));
        }

        /** How it is written here. */
        private static String named(Node item, String otherwise) {
            if (!(item instanceof Node.Mapping row)) {
                return ((Node.Scalar) item).text() + ": {}";
            }
            var name = row.value(Rows.NAME).map(it -> ((Node.Scalar) it).text());
            var values = row.entries().stream()
                    .filter(it -> !it.name().equals(Rows.NAME))
                    .toList();
            return name.orElse(otherwise) + ": " + BlockText.inline(new Node.Mapping(row.at(), values).toJson());
        }

        private static boolean isRow(Node.Mapping mapping) {
            return mapping.value(FILE.name()).isEmpty()
                    && !mapping.entries().isEmpty()
                    && mapping.entries().stream().allMatch(it -> it.value() instanceof Node.Scalar);
        }

        private Optional<Axis> axis(Node node, String what) {
            var mapping = Decoders.mapping(node, "a mapping, as " + what + " is", problems::add);
            var file = mapping.flatMap(it -> it.entry(FILE.name()));
            var axis = file.isPresent()
                    ? named(mapping.get(), file.get().value())
                    : mapping.map(rows -> new Axis(rows, Optional.empty()));
            if (axis.isPresent() && axis.get().rows().entries().isEmpty()) {
                problems.tell(axis.get().rows().at(), what + " has no rows");
                return Optional.empty();
            }
            return axis;
        }

        private Optional<Axis> named(Node.Mapping written, Node path) {
            var others = written.keys()
                    .filter(key -> !key.text().equals(FILE.name()))
                    .toList();
            others.forEach(key -> problems.tell(key.at(), key.shown() + " beside $file: the file has all the rows"));
            var node = substitution.fill(path);
            return Fields.value(node, FILE.kind().decoder(), problems)
                    .filter(name -> others.isEmpty() && endsAsRows(node, name))
                    .flatMap(name ->
                            FileBelow.find(folder, node, name, problems).flatMap(file -> rows(file, node, name)))
                    .map(rows -> new Axis(rows, Optional.of(node)));
        }

        private boolean endsAsRows(Node node, String name) {
            boolean ends = ENDINGS.contains(ending(name));
            if (!ends) {
                problems.add(Problem.of(node.at(), node.shown() + " is no file of rows")
                        .note("their names end in " + String.join(", ", ENDINGS)));
            }
            return ends;
        }

        private static String ending(String name) {
            return name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
        }

        private Optional<Node.Mapping> rows(Path file, Node node, String name) {
            if (!Files.isRegularFile(file)) {
                problems.tell(node.at(), node.shown() + " is no file");
                return Optional.empty();
            }
            try {
                var shown = shown(node, name);
                return ending(name).equals(".csv")
                        ? Optional.of(CsvText.read(ScenarioText.text(file, shown)))
                        : Decoders.mapping(
                                ScenarioText.read(ScenarioText.load(file, shown)),
                                "a mapping, as cases is",
                                problems::add);
            } catch (ScenarioException wrong) {
                wrong.problems().forEach(problems::add);
                return Optional.empty();
            }
        }

        /** A file's name as the scenario's is shown. */
        private static String shown(Node node, String name) {
            return Path.of(node.at().source().name())
                    .resolveSibling(name)
                    .normalize()
                    .toString();
        }
    }
}
