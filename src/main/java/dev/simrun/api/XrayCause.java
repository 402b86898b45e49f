package dev.simrun.api;

import dev.simrun.wire.Bytes;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The X-Ray error cause as the engine keeps it: valid, and at most 64 KiB (WIRE.md §2.4). */
final class XrayCause {
    private static final int LIMIT_BYTES = 64 * 1024;

    /** What is kept of each text, as it stands in JSON, where shortening the lists was not enough. */
    private static final int TEXT_LIMIT_BYTES = 30 * 1024;

    private static final String[] LISTS = {"exceptions", "paths"};
    private static final String[] TEXTS = {"message", "working_directory"};
    private static final double[] SHARES = {0.8, 0.6, 0.4, 0.2};

    private XrayCause() {}

    /** The cause as JSON, shortened if need be; empty if it is not valid, which is no error. */
    static Optional<String> read(Bytes text) {
        return Json.read(text)
                .filter(JsonNode::isObject)
                .map(tree -> known((ObjectNode) tree))
                .filter(cause -> !cause.isEmpty())
                .map(XrayCause::compact)
                .map(JsonNode::toString);
    }

    private static ObjectNode known(ObjectNode tree) {
        var known = tree.objectNode();
        for (var name : TEXTS) {
            if (!tree.path(name).asString("").isEmpty()) {
                known.set(name, tree.get(name));
            }
        }
        for (var name : LISTS) {
            if (tree.path(name).isArray() && !tree.path(name).isEmpty()) {
                known.set(name, tree.get(name));
            }
        }
        return known;
    }

    private static JsonNode compact(ObjectNode cause) {
        if (fits(cause)) {
            return cause;
        }
        for (double share : SHARES) {
            var shorter = cause.deepCopy();
            for (var list : LISTS) {
                shorten(shorter, list, share);
            }
            if (fits(shorter)) {
                return shorter;
            }
        }
        var texts = cause.objectNode();
        for (var name : TEXTS) {
            var text = cause.path(name).asString("");
            if (!text.isEmpty()) {
                texts.put(name, cut(text));
            }
        }
        return texts;
    }

    private static String cut(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            size += encodedBytes(text.codePointAt(i));
            if (size > TEXT_LIMIT_BYTES) {
                return text.substring(0, i) + "...";
            }
        }
        return text;
    }

    /** At most what a character takes in JSON: escapes are longer than the character. */
    private static int encodedBytes(int character) {
        if (character < ' ') {
            return 6;
        }
        if (character == '"' || character == '\\') {
            return 2;
        }
        return Bytes.utf8(Character.toString(character)).size();
    }

    private static void shorten(ObjectNode cause, String list, double share) {
        if (cause.has(list)) {
            var all = cause.get(list);
            var kept = cause.putArray(list);
            int count = (int) (all.size() * share);
            for (int i = 0; i < count; i++) {
                kept.add(all.get(i));
            }
        }
    }

    private static boolean fits(ObjectNode cause) {
        return Bytes.utf8(cause.toString()).size() <= LIMIT_BYTES;
    }
}
