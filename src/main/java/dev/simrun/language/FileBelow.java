package dev.simrun.language;

import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that a scenario names; it lies below the scenario's folder, or below that of the nearest simrun.yaml. */
final class FileBelow {
    private FileBelow() {}

    /**
     * The file; empty where there is none that may be named, which is then told.
     *
     * @param folder the scenario's, absolute
     * @param node where the path stands
     */
    static Optional<Path> find(Path folder, Node node, String path, Problems problems) {
        var shown = node.shown();
        try {
            var file = folder.resolve(path).normalize();
            if (!file.startsWith(root(folder))) {
                problems.add(Problem.of(node.at(), shown + " lies outside of the scenario's folder")
                        .note("paths stay below it, or below the folder of a simrun.yaml above it"));
            } else if (Files.notExists(file)) {
                problems.add(Problem.of(node.at(), "there is no file " + shown)
                        .note("paths are relative to the scenario's folder"));
            } else {
                return Optional.of(file);
            }
        } catch (InvalidPathException noPath) {
            problems.tell(node.at(), shown + " is not the path of a file");
        }
        return Optional.empty();
    }

    private static Path root(Path folder) {
        for (var above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve("simrun.yaml"))) {
                return above;
            }
        }
        return folder;
    }
}
