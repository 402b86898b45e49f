package dev.simrun.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A place in a value, written {@code a.b[0]['odd key']} and nothing more. A quote inside a quoted key is doubled. A
 * step of digits is an index in a list and a key in a mapping.
 *
 * @param steps keys and indices from the root; none is the root itself
 */
public record ValuePath(List<String> steps) {
    /** No path has more steps; longer texts are no paths. */
    public static final int MAX_STEPS = 100;

    private static final Pattern STEP =
            Pattern.compile("(?<dot>\\.?)(?<name>[\\p{L}_][\\p{L}\\p{N}_-]*|(?<=\\.)[0-9][\\p{L}\\p{N}_-]*)"
                    + "|\\[(?<index>0|[1-9][0-9]{0,8})]"
                    + "|\\['(?<quoted>(?:[^']|'')*+)']");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    public ValuePath {
        steps = List.copyOf(steps);
    }

    /** Reads a path of at least one step; empty if the text is none. */
    public static Optional<ValuePath> parse(String text) {
        var steps = new ArrayList<String>();
        var step = STEP.matcher(text);
        var position = 0;
        while (position < text.length()) {
            step.region(position, text.length());
            step.useTransparentBounds(true);
            if (!step.lookingAt() || steps.size() == MAX_STEPS) {
                return Optional.empty();
            }
            if (step.group("name") != null) {
                if (step.group("dot").isEmpty() != (position == 0)) {
                    return Optional.empty();
                }
                steps.add(step.group("name"));
            } else if (step.group("index") != null) {
                steps.add(step.group("index"));
            } else {
                steps.add(step.group("quoted").replace("''", "'"));
            }
            position = step.end();
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new ValuePath(steps));
    }

    /** The value at this place; empty if there is none. A null that is there is found. */
    public Optional<JsonNode> find(JsonNode root) {
        var node = root;
        for (var step : steps) {
            boolean index = node.isArray() && INDEX.matcher(step).matches();
            node = index ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    /** The written form, which {@link #parse} reads back; empty for the root. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            if (INDEX.matcher(step).matches()) {
                text.append('[').append(step).append(']');
            } else if (NAME.matcher(step).matches()) {
                text.append(text.isEmpty() ? "" : ".").append(step);
            } else {
                text.append("['").append(step.replace("'", "''")).append("']");
            }
        }
        return text.toString();
    }
}
