package dev.simrun.typing;

import dev.simrun.match.Show;
import dev.simrun.match.ValuePath;
import dev.simrun.scenario.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The paths that begin with a text, one step further. */
final class KnownPaths {
    /** More fields or elements of one value are not looked at. */
    private static final int MAX_CHILDREN = 200;

    private static final int SHOWN = 50;

    private KnownPaths() {}

    /** A path to a value; that of a leaf can't go on. */
    record Found(String path, boolean leaf, String shown) {}

    /** The fields of the value before the last step; of a value whose path is complete its own. */
    static List<Found> of(String typed, ObjectNode names) {
        var scope = new Scope(Map.of());
        names.forEachEntry(scope::bind);
        int end = endOfParent(typed);
        var parent = typed.substring(0, end);
        var found = new ArrayList<Found>();
        var value = parent.isEmpty() ? names : scope.find(parent).orElse(names.missingNode());
        for (var child : children(parent, value)) {
            if (child.path().equals(typed) && !child.leaf()) {
                found.addAll(children(typed, scope.find(typed).orElse(names.missingNode())));
            } else if (startsWith(child.path(), typed)) {
                found.add(child);
            }
        }
        return found;
    }

    static boolean startsWith(String word, String typed) {
        return word.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
    }

    /** Where the last step begins, which a dot or a bracket outside of quotes does. */
    private static int endOfParent(String typed) {
        int end = 0;
        boolean quoted = false;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '.' || c == '[')) {
                end = i;
            }
        }
        return end;
    }

    private static List<Found> children(String parent, JsonNode value) {
        if (value.isArray()) {
            return IntStream.range(0, Math.min(value.size(), MAX_CHILDREN))
                    .mapToObj(i -> child(parent, Integer.toString(i), value.get(i)))
                    .toList();
        }
        Stream<Map.Entry<String, JsonNode>> fields = value.properties().stream();
        return fields.limit(MAX_CHILDREN)
                .map(field -> child(parent, field.getKey(), field.getValue()))
                .toList();
    }

    private static Found child(String parent, String step, JsonNode value) {
        var path = parent.isEmpty()
                ? new ValuePath(List.of(step)).toString()
                : parent + new ValuePath(List.of("x", step)).toString().substring(1);
        return new Found(path, value.isEmpty(), Show.of(value, SHOWN));
    }
}
