package dev.simrun.language;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.StreamBody;
import dev.simrun.scenario.StreamBody.End;
import dev.simrun.scenario.StreamBody.Part;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a fake streams: chunks of any value, and among them mappings with one of four keys.
 */
final class StreamReader {
    static final List<Key> ELEMENT =
            List.of(
                    Key.of("prelude", Type.MAPPING, "first: {statusCode, headers, cookies}"),
                    Key.of("delay", Type.DURATION, "a pause"),
                    Key.of("error", Type.MAPPING, "last: trailers with {type, message, stack}"),
                    Key.of("cut", Type.NOTHING, "last: the connection is closed"));

    private final Problems problems;
    private final List<Part> parts = new ArrayList<>();
    private Optional<JsonNode> prelude = Optional.empty();
    private End end = new End.Complete();

    private StreamReader(Problems problems) {
        this.problems = problems;
    }

    /** The action of a rule's {@code stream}. */
    static Optional<Action> read(Fields rule, Problems problems) {
        var node = rule.node("stream").orElseThrow();
        if (!(node instanceof Node.Sequence sequence)) {
            return Decoders.wrong(node, "a list of chunks", problems::add);
        }
        var reader = new StreamReader(problems);
        var items = sequence.items();
        for (int i = 0; i < items.size(); i++) {
            reader.element(rule, items.get(i), i == 0, i == items.size() - 1);
        }
        return Optional.of(
                new Action.Stream(new StreamBody(reader.prelude, reader.parts, reader.end)));
    }

    private void element(Fields rule, Node node, boolean first, boolean last) {
        var key = key(node);
        if (key.isEmpty()) {
            rule.decode(node, Decoders.VALUE).map(Part.Chunk::new).ifPresent(parts::add);
            return;
        }
        if (key.get().equals("prelude") && !first) {
            misplaced(node, "prelude", "first");
        }
        if ((key.get().equals("error") || key.get().equals("cut")) && !last) {
            misplaced(node, key.get(), "last");
        }
        var fields = Fields.of(node, "an element of stream", ELEMENT, problems);
        switch (key.get()) {
            case "prelude" -> prelude = fields.get("prelude", Decoders.VALUE);
            case "delay" ->
                    fields.get("delay", Decoders.DURATION)
                            .map(Part.Pause::new)
                            .ifPresent(parts::add);
            case "error" -> end = new End.Failed(RuleReader.fail(fields, "error", problems));
            case "cut" -> fields.get("cut", RuleReader::yes).ifPresent(_ -> end = new End.Cut());
            default -> throw new IllegalStateException("an element without a reader: " + key);
        }
    }

    /** The key that makes a mapping more than a chunk. */
    private static Optional<String> key(Node node) {
        return node instanceof Node.Mapping mapping && mapping.entries().size() == 1
                ? ELEMENT.stream()
                        .map(Key::name)
                        .filter(mapping.entries().getFirst().key().text()::equals)
                        .findFirst()
                : Optional.empty();
    }

    private void misplaced(Node node, String key, String place) {
        problems.add(
                Problem.of(node.at(), "{" + key + ": …} must be the " + place + " of a stream")
                        .remark("to send such a value as a chunk, write it as a text"));
    }
}
