package dev.simrun.language;

import dev.simrun.scenario.StreamBody;
import dev.simrun.scenario.StreamBody.End;
import dev.simrun.scenario.StreamBody.Part;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a fake streams: chunks of any value, and among them mappings with one of four keys. */
final class StreamReader {
    private static final Key<JsonNode> PRELUDE = Key.of("prelude", Kind.TREE, "first: {statusCode, headers, cookies}");
    private static final Key<Duration> DELAY = Key.of("delay", Kind.DURATION, "a pause");
    private static final Key<JsonNode> ERROR =
            Key.of("error", Kind.VALUE.schema(ErrorReader.KIND.schema()), "last: trailers with {type, message, stack}");
    private static final Key<Boolean> CUT = Key.of("cut", Kind.YES, "last: the connection is closed");
    private static final List<Key<?>> ELEMENT = List.of(PRELUDE, DELAY, ERROR, CUT);

    private final Problems problems;
    private final List<Part> parts = new ArrayList<>();
    private Optional<JsonNode> prelude = Optional.empty();
    private End end = new End.Complete();

    private StreamReader(Problems problems) {
        this.problems = problems;
    }

    static ObjectNode schema() {
        var chunk = Schemas.anything();
        chunk.withObject("if").put("maxProperties", 1);
        var one = chunk.withObject("then").withObject("properties");
        ELEMENT.forEach(key -> one.set(key.name(), Schemas.of(key)));
        return Schemas.list(chunk);
    }

    static Optional<StreamBody> read(Node node, Fields rule, Problems problems) {
        if (!(node instanceof Node.Sequence sequence)) {
            return Decoders.wrong(node, "a list of chunks", problems::add);
        }
        var reader = new StreamReader(problems);
        var items = sequence.items();
        for (int i = 0; i < items.size(); i++) {
            reader.element(rule, items.get(i), i == 0, i == items.size() - 1);
        }
        return Optional.of(new StreamBody(reader.prelude, reader.parts, reader.end));
    }

    private void element(Fields rule, Node node, boolean first, boolean last) {
        var key = key(node);
        if (key.isEmpty()) {
            rule.decode(node, Kind.VALUE.decoder()).map(Part.Chunk::new).ifPresent(parts::add);
            return;
        }
        var only = key.get();
        if (only.equals(PRELUDE) && !first) {
            misplaced(node, only, "first");
        }
        if ((only.equals(ERROR) || only.equals(CUT)) && !last) {
            misplaced(node, only, "last");
        }
        var fields = Fields.of(node, "an element of stream", ELEMENT, problems);
        fields.get(DELAY).map(Part.Pause::new).ifPresent(parts::add);
        fields.get(CUT).ifPresent(_ -> end = new End.Cut());
        if (only.equals(PRELUDE)) {
            prelude = fields.get(PRELUDE);
        } else if (only.equals(ERROR)) {
            end = new End.Failed(ErrorReader.read(fields.node(ERROR).orElseThrow(), ERROR.name(), problems));
        }
    }

    /** The key that makes a mapping more than a chunk. */
    private static Optional<Key<?>> key(Node node) {
        return node instanceof Node.Mapping mapping && mapping.entries().size() == 1
                ? Key.find(ELEMENT, mapping.entries().getFirst().name())
                : Optional.empty();
    }

    private void misplaced(Node node, Key<?> key, String place) {
        problems.add(Problem.of(node.at(), "{" + key.name() + ": …} must be the " + place + " of a stream")
                .remark("to send such a value as a chunk, write it as a text"));
    }
}
