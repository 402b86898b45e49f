package dev.simrun.scenario;

import dev.simrun.event.Shape;
import dev.simrun.match.Malformed;
import dev.simrun.match.MalformedException;
import dev.simrun.match.Matcher;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * What a value is expected to be, as the file says it.
 *
 * @param shape what is known of the value
 * @param name the value's, for messages; may be empty for one with fields
 */
public record Expected(Node node, Shape shape, String name) {
    /**
     * The matcher, with the names that it needs; their values are taken literally.
     *
     * @throws ScenarioException if a name has no value, or one that the expected value never has
     */
    public Matcher in(Scope scope) {
        var problems = new ArrayList<Problem>();
        try {
            var matcher = matcher(text -> value(text, scope, problems::add));
            if (problems.isEmpty()) {
                return matcher;
            }
        } catch (MalformedException malformed) {
            // Checked when the file was read, but for what the names stand for
            malformed.problems().forEach(problem -> problems.add(problem(problem)));
        }
        throw new ScenarioException(problems);
    }

    /**
     * The matcher, with some values for texts with names in them.
     *
     * @throws MalformedException with every malformed place
     */
    public Matcher matcher(Function<String, Optional<JsonNode>> texts) {
        return Matcher.parse(written(node), texts, shape, name);
    }

    /** The tree with its literal keys as a matcher has them. */
    private static JsonNode written(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> plain(scalar.value());
            case Node.Sequence list -> {
                var array = JsonNodeFactory.instance.arrayNode();
                list.items().forEach(item -> array.add(written(item)));
                yield array;
            }
            case Node.Mapping mapping -> {
                var object = JsonNodeFactory.instance.objectNode();
                mapping.entries()
                        .forEach(entry -> object.set(
                                mapping.literal() && entry.name().startsWith("$") ? "$" + entry.name() : entry.name(),
                                written(entry.value())));
                yield object;
            }
        };
    }

    /** Bytes are told as base64 in results. */
    private static JsonNode plain(JsonNode value) {
        return value.isBinary() ? StringNode.valueOf(value.asString()) : value;
    }

    /** What is malformed, with its place. */
    public Problem problem(Malformed malformed) {
        var problem = Problem.of(place(malformed), malformed.message()).meant(malformed.suggestion());
        for (var note : malformed.notes()) {
            problem = problem.note(note);
        }
        return problem;
    }

    private Location place(Malformed malformed) {
        var path = malformed.path();
        return malformed.atKey() && find(path.subList(0, path.size() - 1)) instanceof Node.Mapping parent
                ? parent.entry(path.getLast()).orElseThrow().key().at()
                : find(path).at();
    }

    private Optional<JsonNode> value(String text, Scope scope, Consumer<Problem> problems) {
        return text.contains("${") ? Template.parse(text).fill(node.at(), scope::find, problems) : Optional.empty();
    }

    /** The node at that path of keys and positions, or the nearest around it. */
    public Node find(List<String> path) {
        var found = node;
        for (var step : path) {
            var next = found.child(step);
            if (next.isEmpty()) {
                break;
            }
            found = next.get();
        }
        return found;
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
