package dev.simrun.language;

import dev.simrun.scenario.Template;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is laid under a scenario.
 *
 * @param folder of the file, absolute
 */
record Base(Node.Mapping root, Source source, Path folder) {
    /** What a base may have, and how the scenario's own is laid over it. */
    private static final Map<Key<?>, Laying> LAYINGS = layings();

    /** The keys that a base may have. */
    static final List<Key<?>> KEYS = List.copyOf(LAYINGS.keySet());

    private enum Laying {
        /** The scenario's own counts as a whole. */
        WHOLE,
        /** Of an entry that both have the scenario's counts. */
        ENTRIES,
        /** The scenario's items follow the base's. */
        ITEMS
    }

    private static Map<Key<?>, Laying> layings() {
        var layings = new LinkedHashMap<Key<?>, Laying>();
        layings.put(CaseReader.FUNCTION, Laying.ENTRIES);
        layings.put(CaseReader.RUNTIME, Laying.WHOLE);
        layings.put(CaseReader.EXTENSIONS, Laying.ENTRIES);
        layings.put(CaseReader.LIMITS, Laying.ENTRIES);
        layings.put(ScenarioReader.VARS, Laying.ENTRIES);
        layings.put(ScenarioReader.REFEREE, Laying.ENTRIES);
        layings.put(ScenarioReader.REQUIRES, Laying.ITEMS);
        return layings;
    }

    /**
     * Refuses a base as a scenario.
     *
     * @param path of the file
     * @throws ScenarioException if it is one: its name begins with {@code _}, and it has no steps
     */
    static void refuse(Path path, Node.Mapping scenario) {
        boolean isBase = String.valueOf(path.getFileName()).startsWith("_")
                && scenario.value(ScenarioReader.NAME.name()).isEmpty()
                && scenario.value(CaseReader.STEPS.name()).isEmpty();
        if (isBase) {
            throw new ScenarioException(List.of(Problem.of(scenario.at(), "this is a base, and no scenario")
                    .note("it is read with the scenarios that name it: base: " + path.getFileName())));
        }
    }

    /** The file that a scenario names; empty where it can't be read, which is then told. */
    static Optional<Base> read(Node path, Path scenarioFolder, Problems problems) {
        if (path instanceof Node.Scalar written && Template.isIn(written)) {
            problems.tell(path.at(), "the path of a base can't hold a name");
            return Optional.empty();
        }
        var name = Fields.value(path, Kind.TEXT.decoder(), problems);
        var file = name.flatMap(it -> FileBelow.find(scenarioFolder, path, it, problems));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            var shown = Path.of(path.at().source().name())
                    .resolveSibling(name.orElseThrow())
                    .normalize();
            var source = ScenarioText.load(file.get(), shown.toString());
            return mapping(ScenarioText.read(source), problems)
                    .map(root ->
                            new Base(root, source, file.get().toAbsolutePath().resolveSibling("")));
        } catch (ScenarioException wrong) {
            wrong.problems().forEach(problems::add);
            return Optional.empty();
        }
    }

    private static Optional<Node.Mapping> mapping(Node root, Problems problems) {
        var mapping = Decoders.mapping(root, "a mapping, as a base is", problems::add);
        var known = Key.names(KEYS);
        mapping.stream()
                .flatMap(Node.Mapping::keys)
                .filter(key -> !known.contains(key.text()))
                .forEach(key -> problems.add(
                        key.text().equals(ScenarioReader.BASE.name())
                                ? Problem.of(key.at(), "a base has no base of its own")
                                : Fields.unknown(key, "a base", known)));
        return mapping;
    }

    /** The scenario with this under it. */
    Node.Mapping under(Node.Mapping scenario) {
        var laid = new ArrayList<Node.Entry>();
        for (var entry : scenario.entries()) {
            laid.add(root.entry(entry.name())
                    .map(mine -> new Node.Entry(entry.key(), laid(entry, mine.value())))
                    .orElse(entry));
        }
        root.entries().stream()
                .filter(entry ->
                        LAYINGS.keySet().stream().anyMatch(key -> key.name().equals(entry.name())))
                .filter(entry -> scenario.entry(entry.name()).isEmpty())
                .forEach(laid::add);
        return new Node.Mapping(scenario.at(), laid);
    }

    private static Node laid(Node.Entry over, Node under) {
        var laying = LAYINGS.entrySet().stream()
                .filter(one -> one.getKey().name().equals(over.name()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Laying.WHOLE);
        var value = over.value();
        if (laying == Laying.ENTRIES && value instanceof Node.Mapping mine && under instanceof Node.Mapping base) {
            var entries = new ArrayList<Node.Entry>();
            base.entries().stream()
                    .map(entry -> mine.entry(entry.name()).orElse(entry))
                    .forEach(entries::add);
            mine.entries().stream()
                    .filter(entry -> base.entry(entry.name()).isEmpty())
                    .forEach(entries::add);
            return new Node.Mapping(mine.at(), entries);
        }
        if (laying == Laying.ITEMS && value instanceof Node.Sequence mine && under instanceof Node.Sequence base) {
            var items = new ArrayList<>(base.items());
            items.addAll(mine.items());
            return new Node.Sequence(mine.at(), items);
        }
        return value;
    }
}
