package dev.simrun.language;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;

/** A payload that stands in a file of its own; its bytes are handed on unchanged. */
final class PayloadFile {
    /** More than any payload that Lambda takes. */
    private static final long LIMIT_BYTES = 64L * 1024 * 1024;

    static final Key<String> KEY = Key.of("$file", Kind.TEXT, "the file whose JSON is the payload");

    private PayloadFile() {}

    /** Reads a file below the scenario's folder, or below that of the nearest simrun.yaml. */
    static Optional<JsonNode> read(Setting setting, Node.Mapping payload) {
        var given = new Arguments(setting, "payload", payload);
        var others = given.without(KEY).keys().toList();
        others.forEach(key -> given.tell(key.at(), key.shown() + " beside $file: the file is the whole payload"));
        var path = given.known(KEY);
        if (path.isEmpty() || !others.isEmpty()) {
            return Optional.empty();
        }
        var node = given.node(KEY).orElseThrow();
        return read(setting.folder(), node, path.get(), setting.problems());
    }

    private static Optional<JsonNode> read(Path folder, Node node, String path, Problems problems) {
        var at = node.at();
        var shown = node.shown();
        try {
            var file = folder.resolve(path).normalize();
            if (!file.startsWith(root(folder))) {
                problems.add(outside(at, shown));
                return Optional.empty();
            }
            if (Files.size(file) > LIMIT_BYTES) {
                problems.tell(at, shown + " is larger than any payload may be");
                return Optional.empty();
            }
            return Optional.of(BinaryNode.valueOf(Files.readAllBytes(file)));
        } catch (NoSuchFileException missing) {
            problems.add(
                    Problem.of(at, "there is no file " + shown).note("paths are relative to the scenario's folder"));
        } catch (IOException | InvalidPathException unreadable) {
            problems.tell(at, "can't read the payload " + shown);
        }
        return Optional.empty();
    }

    private static Problem outside(Location at, String shown) {
        return Problem.of(at, shown + " lies outside of the scenario's folder")
                .note("paths stay below it, or below the folder of a simrun.yaml above it");
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
