package dev.simrun.match;

import java.time.Duration;
import java.util.List;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/** Short ways to write values: JSON with bare keys and single quotes. */
final class Trees {
    private static final JsonMapper RELAXED = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

    private Trees() {}

    static JsonNode tree(String text) {
        return RELAXED.readTree(text);
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.missingNode();
    }

    static JsonNode bytes(int count) {
        return JsonNodeFactory.instance.binaryNode(new byte[count]);
    }

    static JsonNode milliseconds(long count) {
        return new POJONode(Duration.ofMillis(count));
    }

    static JsonNode mapping(String key, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(key, value);
    }

    static List<Mismatch> test(String expected, String actual) {
        return test(expected, tree(actual));
    }

    static List<Mismatch> test(String expected, JsonNode actual) {
        var matcher = Matcher.parse(tree(expected));
        var found = matcher.test(actual);
        if (matcher.matches(actual) != found.isEmpty()) {
            throw new AssertionError("it matches and has mismatches, or neither: " + found);
        }
        return found;
    }

    static Mismatch mismatch(String expected, JsonNode actual) {
        var found = test(expected, actual);
        if (found.size() != 1) {
            throw new AssertionError("not one mismatch: " + found);
        }
        return found.getFirst();
    }

    static Mismatch mismatch(String expected, String actual) {
        return mismatch(expected, tree(actual));
    }
}
