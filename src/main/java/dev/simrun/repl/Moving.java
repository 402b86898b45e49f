package dev.simrun.repl;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/**
 * The text of a scenario for a file in another folder: its relative paths still mean the same.
 *
 * @param from the folder that it is in now, absolute
 * @param to the folder that it is to be in, absolute
 */
record Moving(Path from, Path to) {
    /**
     * What is to be changed in a text.
     *
     * @param width in code points, of what is replaced; 0 where something is put before it
     */
    private record Edit(int line, int column, int width, String text) {
        static Edit instead(Location at, String text) {
            return new Edit(at.line(), at.column(), at.width(), text);
        }

        static Edit before(Location at, String text) {
            return new Edit(at.line(), at.column(), 0, text);
        }
    }

    String text(String text) {
        if (from.equals(to)) {
            return text;
        }
        try {
            var lines = new ArrayList<>(text.lines().toList());
            edits(ScenarioText.read(new Source("moved", text)))
                    .distinct() // an alias stands where its anchor does
                    .sorted(Comparator.comparingInt(Edit::line)
                            .thenComparingInt(Edit::column)
                            .reversed())
                    .forEach(edit -> lines.set(edit.line() - 1, edited(lines.get(edit.line() - 1), edit)));
            return String.join("\n", lines) + "\n";
        } catch (ScenarioException unreadable) {
            return text; // whoever reads it will be told
        }
    }

    private static String edited(String line, Edit edit) {
        int start = line.offsetByCodePoints(0, edit.column() - 1);
        return line.substring(0, start) + edit.text() + line.substring(line.offsetByCodePoints(start, edit.width()));
    }

    private Stream<Edit> edits(Node root) {
        var extensions = root.child("extensions");
        var actors = Stream.concat(
                root.child("runtime").stream(),
                extensions.stream().filter(Node.Mapping.class::isInstance).flatMap(Moving::values));
        var programs = root.child("requires").stream()
                .flatMap(Moving::values)
                .flatMap(one -> one.child("run").stream())
                .flatMap(argv -> argv.child("0").stream())
                .filter(Moving::isPath);
        return Stream.of(
                        root.child("base").stream().flatMap(this::path),
                        extensions.stream().flatMap(this::path),
                        actors.flatMap(this::actor),
                        programs.flatMap(this::path),
                        files(root))
                .flatMap(it -> it);
    }

    private static Stream<Node> values(Node node) {
        return switch (node) {
            case Node.Scalar _ -> Stream.of();
            case Node.Sequence list -> list.items().stream();
            case Node.Mapping mapping -> mapping.entries().stream().map(Node.Entry::value);
        };
    }

    /** A program without a slash is looked up elsewhere. */
    private static boolean isPath(Node program) {
        return program instanceof Node.Scalar scalar && scalar.text().contains("/");
    }

    /** All that a command names is relative to the folder that it runs in. */
    private Stream<Edit> actor(Node actor) {
        if (!(actor instanceof Node.Mapping mapping) || mapping.entry("command").isEmpty()) {
            return Stream.of();
        }
        var cwd = mapping.value("cwd");
        if (cwd.isPresent()) {
            return path(cwd.get());
        }
        var key = mapping.entry("command").get().key().at();
        var entry = "cwd: " + relative("");
        return Stream.of(Edit.before(key, entry + (isInBraces(mapping) ? ", " : "\n" + " ".repeat(key.column() - 1))));
    }

    private static boolean isInBraces(Node.Mapping mapping) {
        var at = mapping.at();
        var line = at.source().line(at.line());
        return line.substring(line.offsetByCodePoints(0, at.column() - 1)).matches("(&\\S+ +)?\\{.*");
    }

    private Stream<Edit> files(Node node) {
        if (node instanceof Node.Mapping mapping && mapping.literal()) {
            return Stream.of();
        }
        var file = node instanceof Node.Mapping mapping ? mapping.value("$file") : Optional.<Node>empty();
        return Stream.concat(file.stream().flatMap(this::path), values(node).flatMap(this::files));
    }

    /** A path that depends on a name is left to those who wrote it. */
    private Stream<Edit> path(Node node) {
        return node instanceof Node.Scalar scalar
                        && !scalar.text().contains("${")
                        && !scalar.text().startsWith("/")
                ? Stream.of(Edit.instead(scalar.at(), relative(scalar.text())))
                : Stream.of();
    }

    private String relative(String path) {
        var text = to.relativize(from.resolve(path).normalize()).toString();
        var whole = text.isEmpty() ? "." : text;
        return whole.matches("[\\w.][\\w./-]*")
                ? whole
                : StringNode.valueOf(whole).toString();
    }
}
