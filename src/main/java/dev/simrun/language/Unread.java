package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Template;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the variables and the keys of rows that nothing reads: whoever wrote them believes that they are checked. What
 * only such a one reads is read by nothing either.
 */
final class Unread {
    private static final String CASE = "case";
    private static final String CASES = "cases";
    private static final String VARS = "vars";

    /** Whose keys are paths. */
    private static final Set<String> CHECKS = Set.of("assert", Modifiers.IF.name());

    private final Problems problems;

    /** The mappings whose keys are to be read, by what their names begin with. */
    private final Map<String, List<Node.Mapping>> written;

    /** A use of a value, or of all that begins so where there is no key. */
    private record Use(String root, Optional<String> key) {
        /** As one would write it to read it, in one line. */
        private String shown() {
            var path =
                    new ValuePath(Stream.concat(Stream.of(root), key.stream()).toList());
            return new Template.Part.Reference(path.toString().replaceAll("\\p{Cntrl}+", " "), true).shown();
        }
    }

    private Unread(Map<String, List<Node.Mapping>> written, Problems problems) {
        this.written = written;
        this.problems = problems;
    }

    /** Tells of all that a scenario, or a file of its cases' rows, gives a name in vain. */
    static void tell(Node.Mapping scenario, List<Axis> axes, Problems problems) {
        var rows = axes.stream().flatMap(axis -> axis.rows().entries().stream()).map(Node.Entry::value);
        var unread = new Unread(Map.of(VARS, mappings(scenario.value(VARS).stream()), CASE, mappings(rows)), problems);
        var uses = unread.all(unread.uses(scenario));
        unread.written.keySet().stream().sorted().forEach(root -> unread.tell(root, uses));
    }

    private static List<Node.Mapping> mappings(Stream<Node> nodes) {
        return nodes.filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
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
            case Node.Sequence list -> list.items().stream().flatMap(Unread::files);
            case Node.Mapping mapping -> mapping.value(Axis.FILE.name()).stream();
        };
    }

    /** Uses, with those by the values that they name. */
    private Set<Use> all(Set<Use> first) {
        var inside = new HashMap<Use, Set<Use>>();
        written.forEach((root, mappings) -> mappings.stream()
                .flatMap(mapping -> mapping.entries().stream())
                .forEach(entry -> Stream.of(Optional.of(entry.name()), Optional.<String>empty())
                        .forEach(key -> collect(
                                entry.value(), inside.computeIfAbsent(new Use(root, key), _ -> new HashSet<>())))));
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
        ValuePath.parse(path)
                .map(ValuePath::steps)
                .filter(steps -> written.containsKey(steps.getFirst()))
                .map(steps -> new Use(steps.getFirst(), steps.stream().skip(1).findFirst()))
                .ifPresent(uses::add);
    }

    /** Tells of each key once, where it is first. */
    private void tell(String root, Set<Use> uses) {
        if (uses.contains(new Use(root, Optional.empty()))) {
            return;
        }
        var told = new HashSet<Use>();
        for (var mapping : written.get(root)) {
            var names = Substitution.values(mapping).keySet();
            for (var key : mapping.keys().toList()) {
                var use = new Use(root, Optional.of(key.text()));
                if (!uses.contains(use) && told.add(use) && !isNameOfRow(use)) {
                    problems.add(Problem.of(key.at(), "nothing reads " + use.shown())
                            .meant(Spelling.nearest(key.text(), undefined(root, names, uses))));
                }
            }
        }
    }

    /** That a row can't have this key is told, and that is enough. */
    private static boolean isNameOfRow(Use use) {
        return use.equals(new Use(CASE, Optional.of(Rows.NAME)));
    }

    /** What is read but not there. */
    private static List<String> undefined(String root, Set<String> names, Set<Use> uses) {
        return uses.stream()
                .filter(use -> use.root().equals(root))
                .flatMap(use -> use.key().stream())
                .filter(key -> !names.contains(key) && !key.equals(Rows.NAME))
                .toList();
    }
}
