package dev.simrun.scenario;

import dev.simrun.match.Matcher;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What a value is expected to be, as the file says it. */
public record Expected(Node node) {
    /**
     * The matcher, with the names that it needs; their values are taken literally.
     *
     * @throws ScenarioException if a name has no value, or one of the wrong type
     */
    public Matcher in(Scope scope) {
        var problems = new ArrayList<Problem>();
        var matcher = Matcher.parse(node.toJson(), text -> value(text, scope, problems::add));
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return matcher;
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
