package dev.simrun.run;

import dev.simrun.match.Matcher;
import dev.simrun.match.ValuePath;
import dev.simrun.run.Failure.Miss;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Scope;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Compares what is with what is expected, and says what is not as it should be. */
final class Judge {
    private Judge() {}

    /** What an actual value misses of an expectation; empty if it matches. */
    static List<Miss> misses(Expected expected, JsonNode actual, Scope scope) {
        return misses(expected, expected.in(scope), actual);
    }

    static List<Miss> misses(Expected expected, Matcher matcher, JsonNode actual) {
        return matcher.test(actual).stream()
                .map(miss -> new Miss(
                        expected.find(miss.expectedPath()).at(),
                        miss.actualPath(),
                        miss.expected(),
                        miss.actual(),
                        miss.reason(),
                        value(actual, miss.actualPath()),
                        miss.limit()))
                .toList();
    }

    private static JsonNode value(JsonNode root, String path) {
        return path.isEmpty()
                ? root
                : ValuePath.parse(path).flatMap(it -> it.find(root)).orElse(MissingNode.getInstance());
    }

    /** Stops the step if a value does not match. */
    static void require(String key, Expected expected, JsonNode actual, Scope scope) throws StepStop {
        requireNone(key, misses(expected, actual, scope));
    }

    static void requireNone(String key, List<Miss> misses) throws StepStop {
        if (!misses.isEmpty()) {
            throw failed(key, misses);
        }
    }

    static StepStop failed(String key, List<Miss> misses) {
        var first = misses.getFirst();
        var path = first.path().isEmpty() ? "the value" : first.path();
        var more = misses.size() == 1 ? "" : " (and " + (misses.size() - 1) + " more)";
        var reason = first.reason().isEmpty() ? "" : " (" + first.reason() + ")";
        var headline = key + ": " + path + " was " + first.actual() + reason + ", expected " + first.expected() + more;
        return StepStop.failed(headline, first.at()).misses(misses);
    }
}
