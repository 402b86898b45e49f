package dev.simrun.language;

import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder that stands for {@code /opt/extensions}, with Lambda's rules (WIRE.md §3.1).
 *
 * @param folders where relative paths begin
 */
record ExtensionFolder(Folders folders, Problems problems) {
    /** Beside the folder it switches all extensions off. */
    private static final String SWITCH = "disable-extensions-jwigqn8j";

    /** Whether a value is the path of a folder, and not a mapping. */
    static boolean isNamedBy(Node node) {
        return node instanceof Node.Scalar scalar && !scalar.value().isNull();
    }

    /** Each file as an extension that has its name, in the order of the names. */
    List<Actor> extensions(Node node) {
        var path = path(node, problems);
        if (path.isEmpty()) {
            return List.of();
        }
        try (var entries = Files.list(path.get())) {
            // A link to a folder is no folder to Lambda either.
            return entries.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> extension(node, file))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        } catch (IOException unreadable) {
            problems.tell(node.at(), "can't read the folder " + node.shown());
            return List.of();
        }
    }

    private Actor extension(Node node, Path file) {
        var name = String.valueOf(file.getFileName());
        var program = new Program.Real(List.of(file.toString()), Map.of(), folders.of(node.at()), Map.of());
        return new Actor(name, name, node.at(), Actor.Kind.EXTERNAL, List.of(), program);
    }

    /** Whether the folder above, which stands for {@code /opt}, switches extensions off. */
    boolean isSwitchedOff(Node node) {
        return path(node, new Problems()) // told when the folder was read
                .filter(path -> Files.exists(path.resolveSibling(SWITCH)))
                .isPresent();
    }

    private Optional<Path> path(Node node, Problems problems) {
        var text = Fields.value(node, Kind.TEXT.decoder(), problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var path = folders.of(node.at()).resolve(text.get()).normalize();
            if (Files.isDirectory(path)) {
                return Optional.of(path);
            }
            if (Files.exists(path)) {
                var wanted = "no folder, and not a mapping from the names of extensions to what they are";
                problems.tell(node.at(), node.shown() + " is " + wanted);
            } else {
                var problem = Problem.of(node.at(), "there is no folder " + node.shown());
                boolean name = node instanceof Node.Scalar word && word.text().matches("[\\w.-]*\\w");
                problems.add((name ? problem.remark("write {" + ((Node.Scalar) node).text() + ": {}}") : problem)
                        .note("extensions are a mapping from names to what they are, or a folder, whose path"
                                + " is relative to the file"));
            }
        } catch (InvalidPathException unusable) {
            problems.tell(node.at(), node.shown() + " can't be the path of a folder");
        }
        return Optional.empty();
    }
}
