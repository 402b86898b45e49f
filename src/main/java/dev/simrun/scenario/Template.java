package dev.simrun.scenario;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A text with names such as <code>${a.b}</code> in it; a doubled dollar sign escapes one. */
public record Template(List<Part> parts) {
    private static final String OPEN = "${";

    /** A piece of the text. */
    public sealed interface Part {
        /** What stands between names. */
        record Text(String text) implements Part {}

        /**
         * A name in braces.
         *
         * @param closed false when the closing brace is missing
         */
        record Reference(String path, boolean closed) implements Part {
            /** As it stands in the text. */
            public String raw() {
                return OPEN + path + (closed ? "}" : "");
            }

            /** The same in a message, no longer than a person reads. */
            public String shown() {
                var raw = raw();
                return raw.length() > Node.SHOWN ? raw.substring(0, Node.SHOWN) + "…" : raw;
            }
        }
    }

    /** Whether a value is a text that has something to put in or to undo. */
    public static boolean isIn(Node.Scalar scalar) {
        return scalar.value().isString() && scalar.text().contains(OPEN);
    }

    public static Template parse(String text) {
        var parts = new ArrayList<Part>();
        var plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                plain.append(OPEN);
                at += 3;
            } else if (text.startsWith(OPEN, at)) {
                if (!plain.isEmpty()) {
                    parts.add(new Part.Text(plain.toString()));
                    plain.setLength(0);
                }
                int end = text.indexOf('}', at);
                int stop = end < 0 ? text.length() : end;
                parts.add(new Part.Reference(text.substring(at + 2, stop).strip(), end >= 0));
                at = end < 0 ? text.length() : end + 1;
            } else {
                plain.append(text.charAt(at++));
            }
        }
        if (!plain.isEmpty() || parts.isEmpty()) {
            parts.add(new Part.Text(plain.toString()));
        }
        return new Template(List.copyOf(parts));
    }

    /** Every name that the text needs. */
    public List<Part.Reference> references() {
        return parts.stream()
                .filter(Part.Reference.class::isInstance)
                .map(Part.Reference.class::cast)
                .toList();
    }

    /** A tree without names, its escapes undone. */
    public static Node literal(Node node) {
        return fill(node, path -> Optional.empty(), problem -> {});
    }

    /** The value: of the name's own type if the text is one name and nothing else, else text. */
    public Optional<JsonNode> fill(
            Location at, Function<String, Optional<JsonNode>> values, Consumer<Problem> problems) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Text plain -> text.append(plain.text());
                case Part.Reference reference -> {
                    var value = values.apply(reference.path());
                    if (value.isEmpty()) {
                        problems.accept(unset(at, reference));
                        return Optional.empty();
                    }
                    if (parts.size() == 1) {
                        return value;
                    }
                    var more = Values.text(value.get());
                    if (text.length() + more.length() > Growth.MAX_CHARACTERS) {
                        problems.accept(Problem.of(at, "the text with its names put in is longer than 64 MiB"));
                        return Optional.empty();
                    }
                    text.append(more);
                }
            }
        }
        return Optional.of(JsonNodeFactory.instance.stringNode(text.toString()));
    }

    private static Problem unset(Location at, Part.Reference reference) {
        return Problem.of(at, "\"" + reference.shown() + "\" has no value here");
    }

    /** The node with a value in place of each name, and literal texts. */
    public static Node fill(Node node, Function<String, Optional<JsonNode>> values, Consumer<Problem> problems) {
        var built = new AtomicLong();
        return node.map(scalar -> fillScalar(scalar, values, problems, built));
    }

    private static Node fillScalar(
            Node.Scalar scalar,
            Function<String, Optional<JsonNode>> values,
            Consumer<Problem> problems,
            AtomicLong built) {
        if (!isIn(scalar)) {
            return scalar;
        }
        var value = parse(scalar.text()).fill(scalar.at(), values, problems);
        if (value.isPresent() && built.addAndGet(Growth.values(value.get())) > Growth.MAX_VALUES) {
            problems.accept(Problem.of(scalar.at(), "with its names put in this is more than 1,000,000 values"));
            return scalar;
        }
        return value.map(it -> Values.node(scalar.at(), it)).orElse(scalar);
    }
}
