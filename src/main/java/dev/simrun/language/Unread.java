package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Template;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A variable, or a key of rows, that nothing reads: whoever wrote it believes that it is checked. What only such a one
 * reads is read by nothing either.
 *
 * @param key where it is first
 * @param meant what is read and not there
 */
record Unread(Node.Scalar key, String root, Optional<String> meant) {
    private static final String CASE = "case";
    private static final String CASES = "cases";
    private static final String VARS = "vars";

    /** Whose keys are paths. */
    private static final Set<String> CHECKS = Set.of("assert", Modifiers.IF.name());

    Problem problem() {
        // in one line, whatever the key is
        var shown = new Template.Part.Reference(path().replaceAll("\\p{Cntrl}+", " "), true).shown();
        return Problem.of(key.at(), "nothing reads " + shown).meant(meant);
    }

    /** What would read it. */
    String reference() {
        return new Template.Part.Reference(path(), true).raw();
    }

    private String path() {
        return new ValuePath(List.of(root, key.text())).toString();
    }

    /** All that a scenario, or a file of its cases' rows, gives a name in vain, each key once. */
    static List<Unread> in(Node.Mapping scenario, List<Axis> axes) {
        var rows = axes.stream().flatMap(axis -> axis.rows().entries().stream()).map(Node.Entry::value);
        var written = Map.of(VARS, mappings(scenario.value(VARS).stream()), CASE, mappings(rows));
        return new Search(written, Search.bound(scenario).collect(Collectors.toSet())).find(scenario);
    }

    private static List<Node.Mapping> mappings(Stream<Node> nodes) {
        return nodes.filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .toList();
    }

    /** A use of a value, or of all that begins so where there is no key. */
    private record Use(String root, Optional<String> key) {}

    /**
     * Looks for uses.
     *
     * @param written the mappings whose keys are to be read, by what their names begin with
     * @param bound the names that steps bind
     */
    private record Search(Map<String, List<Node.Mapping>> written, Set<String> bound) {
        static Stream<String> bound(Node node) {
            return switch (node) {
                case Node.Scalar _ -> Stream.of();
                case Node.Sequence list -> list.items().stream().flatMap(Search::bound);
                case Node.Mapping mapping ->
                    mapping.entries().stream().flatMap(entry -> Stream.concat(names(entry), bound(entry.value())));
            };
        }

        private static Stream<String> names(Node.Entry entry) {
            return switch (entry.value()) {
                case Node.Scalar name when entry.name().equals(Modifiers.AS.name()) -> Stream.of(name.text());
                case Node.Mapping values
                when entry.name().equals(NameSteps.SET.key()) -> values.keys().map(Node.Scalar::text);
                default -> Stream.of();
            };
        }

        List<Unread> find(Node.Mapping scenario) {
            var uses = all(uses(scenario));
            return Stream.of(VARS, CASE)
                    .filter(root -> !uses.contains(new Use(root, Optional.empty())))
                    .flatMap(root -> unread(root, uses).stream())
                    .toList();
        }

        private List<Unread> unread(String root, Set<Use> uses) {
            var told = new HashSet<String>();
            if (root.equals(CASE)) {
                told.add(Rows.NAME); // that a row can't have this key is told, and that is enough
            }
            var unread = new ArrayList<Unread>();
            for (var mapping : written.getOrDefault(root, List.of())) {
                mapping.keys()
                        .filter(key -> !uses.contains(new Use(root, Optional.of(key.text()))) && told.add(key.text()))
                        .forEach(key -> unread.add(
                                new Unread(key, root, Spelling.nearest(key.text(), undefined(root, mapping, uses)))));
            }
            return unread;
        }

        /** What is read but not there. */
        private static List<String> undefined(String root, Node.Mapping mapping, Set<Use> uses) {
            var defined = Substitution.values(mapping).keySet();
            return uses.stream()
                    .filter(use -> use.root().equals(root))
                    .flatMap(use -> use.key().stream())
                    .filter(key -> !defined.contains(key) && !key.equals(Rows.NAME))
                    .toList();
        }

        /** The uses by all parts of a scenario that give no names. */
        private Set<Use> uses(Node.Mapping scenario) {
            var uses = new LinkedHashSet<Use>();
            for (var entry : scenario.entries()) {
                if (entry.name().equals(CASES)) {
                    files(entry.value()).forEach(path -> collect(path, uses));
                } else if (!entry.name().equals(VARS)) {
                    collect(entry, uses);
                }
            }
            return uses;
        }

        private static Stream<Node> files(Node cases) {
            return switch (cases) {
                case Node.Scalar _ -> Stream.of();
                case Node.Sequence list -> list.items().stream().flatMap(Search::files);
                case Node.Mapping mapping -> mapping.value(Axis.FILE.name()).stream();
            };
        }

        /** Uses, with those by the values that they name. */
        private Set<Use> all(Set<Use> first) {
            var inside = new HashMap<Use, Set<Use>>();
            written.forEach((root, mappings) -> mappings.stream()
                    .flatMap(mapping -> mapping.entries().stream())
                    .forEach(entry -> Stream.of(Optional.of(entry.name()), Optional.<String>empty())
                            .map(key -> inside.computeIfAbsent(new Use(root, key), _ -> new HashSet<>()))
                            .forEach(uses -> collect(entry.value(), uses))));
            var all = new LinkedHashSet<Use>();
            var next = new ArrayDeque<>(first);
            while (!next.isEmpty()) {
                var use = next.remove();
                if (all.add(use)) {
                    next.addAll(inside.getOrDefault(use, Set.of()));
                }
            }
            return all;
        }

        private void collect(Node node, Set<Use> uses) {
            switch (node) {
                case Node.Scalar scalar -> {
                    if (Template.isIn(scalar)) {
                        Template.parse(scalar.text()).references().forEach(it -> collect(it.path(), uses));
                    }
                }
                case Node.Sequence list -> list.items().forEach(item -> collect(item, uses));
                case Node.Mapping mapping -> mapping.entries().forEach(entry -> collect(entry, uses));
            }
        }

        private void collect(Node.Entry entry, Set<Use> uses) {
            if (CHECKS.contains(entry.name()) && entry.value() instanceof Node.Mapping checks) {
                checks.keys().forEach(path -> collect(path.text(), uses));
            }
            collect(entry.value(), uses);
        }

        private void collect(String path, Set<Use> uses) {
            var parsed = ValuePath.parse(path).map(ValuePath::steps);
            // a name alone that is bound nowhere is told as that, with the one that was meant
            parsed.filter(steps -> steps.size() == 1 && !bound.contains(steps.getFirst()))
                    .ifPresent(steps ->
                            written.keySet().forEach(root -> uses.add(new Use(root, Optional.of(steps.getFirst())))));
            parsed.filter(steps -> written.containsKey(steps.getFirst()))
                    .map(steps ->
                            new Use(steps.getFirst(), steps.stream().skip(1).findFirst()))
                    .ifPresent(uses::add);
        }
    }
}
