package dev.simrun.scenario;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a file's values come to when its names stand for them, counted before they are built: a few short variables that
 * name each other twice would fill the memory, and rows times steps take days. Not for use by several threads.
 */
public final class Growth {
    /** How many values a file may come to, all its cases together. */
    public static final long MAX_VALUES = 1_000_000;

    /** How many cases a file may have; rows that are written out are fewer. */
    public static final long MAX_CASES = 100_000;

    /** How many characters may be put together, all cases together. */
    public static final long MAX_CHARACTERS = 64L * 1024 * 1024;

    private final IdentityHashMap<Node, Extent> known = new IdentityHashMap<>();
    private long values;
    private long characters;

    /** The row of {@code cases} that is read; what is too much in it need not be in another. */
    private Optional<Location> row = Optional.empty();

    /**
     * How much a value is, written out: what stands in several places counts in each.
     *
     * @param values those in it, keys included
     * @param characters of its texts, with what JSON needs around them
     */
    private record Extent(long values, long characters, int depth) {
        private static final Extent NOTHING = new Extent(0, 0, 0);

        Extent with(Extent inside) {
            return new Extent(
                    Math.min(values + inside.values, MAX_VALUES + 1),
                    Math.min(characters + inside.characters, MAX_CHARACTERS + 1),
                    Math.max(depth, inside.depth));
        }

        Extent within() {
            return new Extent(values + 1, characters + 2, depth + 1);
        }
    }

    /** From now on a row is read. */
    public void begin(Location newRow) {
        row = Optional.of(newRow);
    }

    /**
     * All combinations of rows are to be read, each with the same beside it. What they come to at least is known.
     *
     * @param rows how many each axis has
     * @throws ScenarioException if that is too much
     */
    public void foresee(Location at, List<Integer> rows, Node beside) {
        long cases = 1;
        for (int axis : rows) {
            cases = Math.min(cases * axis, MAX_VALUES); // more need not be known, and could overflow
        }
        if (cases > MAX_CASES || values + cases * extent(beside).values > MAX_VALUES) {
            var counts = rows.stream().map(String::valueOf).collect(Collectors.joining(" × "));
            throw new ScenarioException(Problem.of(at, "these rows have too many combinations: " + counts)
                    .note("a file has at most 100,000 cases and comes to at most 1,000,000 values, all cases"
                            + " together"));
        }
    }

    /**
     * A value is to stand at a place.
     *
     * @throws ScenarioException if that is too much
     */
    public void add(Location at, Node value) {
        var extent = extent(value);
        if (extent.depth > ScenarioText.MAX_DEPTH) {
            throw new ScenarioException(
                    Problem.of(at, "names nest lists and mappings more than " + ScenarioText.MAX_DEPTH + " deep"));
        }
        values += extent.values;
        if (values > MAX_VALUES) {
            throw new ScenarioException(Problem.of(row.orElse(at), "the file comes to more than 1,000,000 values here")
                    .note("each row of cases counts all that it runs, and each name all that it stands for"));
        }
    }

    /**
     * A value is to stand in a text.
     *
     * @throws ScenarioException if that is too much
     */
    public void addText(Location at, Node value) {
        add(at, value);
        characters += extent(value).characters;
        if (characters > MAX_CHARACTERS) {
            throw new ScenarioException(
                    Problem.of(row.orElse(at), "the texts that names are put in come to more than 64 MiB here"));
        }
    }

    private Extent extent(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> new Extent(1, scalar.text().length() + 3L, 0);
            case Node.Sequence list -> composed(list);
            case Node.Mapping mapping -> composed(mapping);
        };
    }

    private Extent composed(Node node) {
        var before = known.get(node);
        if (before != null) {
            return before;
        }
        var sum = Extent.NOTHING;
        if (node instanceof Node.Mapping mapping) {
            for (var entry : mapping.entries()) {
                sum = sum.with(extent(entry.key())).with(extent(entry.value()));
            }
        } else if (node instanceof Node.Sequence list) {
            for (var item : list.items()) {
                sum = sum.with(extent(item));
            }
        }
        var extent = sum.within();
        known.put(node, extent);
        return extent;
    }

    /** How many values a tree has; beyond the limit it is not counted further. */
    static long values(JsonNode tree) {
        long sum = 1;
        for (var child : tree.values()) {
            if (sum > MAX_VALUES) {
                return sum;
            }
            sum += values(child);
        }
        return sum;
    }
}
