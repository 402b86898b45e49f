package dev.simrun.language;

import dev.simrun.source.Node;
import dev.simrun.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
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
        return FileBelow.find(setting.folder(), node, path.get(), setting.problems())
                .flatMap(file -> read(file, node, setting.problems()));
    }

    private static Optional<JsonNode> read(Path file, Node node, Problems problems) {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                problems.tell(node.at(), node.shown() + " is larger than any payload may be");
                return Optional.empty();
            }
            return Optional.of(BinaryNode.valueOf(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            problems.tell(node.at(), "can't read the payload " + node.shown());
            return Optional.empty();
        }
    }
}
