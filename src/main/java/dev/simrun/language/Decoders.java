package dev.simrun.language;

import dev.simrun.match.Literals;
import dev.simrun.match.Spelling;
import dev.simrun.scenario.Decoder;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The simple values of the language. */
final class Decoders {
    static final Decoder<Duration> DURATION =
            measure(Literals::duration, "a duration such as 500ms or 2s", "\\d+(\\.\\d+)?", "s", "ms, s, m or h");
    static final Decoder<Long> SIZE =
            measure(Literals::sizeBytes, "a size such as 256KiB or 128MiB", "\\d+", "MiB", "B, KiB, MiB or GiB");

    private Decoders() {}

    static <T> Optional<T> wrong(Node node, String wanted, Consumer<Problem> problems) {
        problems.accept(Problem.of(node.at(), node.shown() + " is not " + wanted));
        return Optional.empty();
    }

    /** Bytes that are no text are a whole value, and nothing that JSON has a place for. */
    static Optional<JsonNode> value(Node node, Consumer<Problem> problems) {
        var bytes = node instanceof Node.Scalar
                ? Optional.<Node.Scalar>empty()
                : node.scalars()
                        .filter(it -> it.value().isBinary() && it.value().binaryValue().length > 0)
                        .findFirst();
        bytes.ifPresent(it -> problems.accept(Problem.of(
                it.at(), "bytes that are no text can be a whole payload, reply or body, but no part of one")));
        return bytes.isPresent() ? Optional.empty() : Optional.of(node.toJson());
    }

    /** A mapping of whatever. */
    static Optional<JsonNode> tree(Node node, Consumer<Problem> problems) {
        return mapping(node, "a mapping", problems).flatMap(it -> value(it, problems));
    }

    static Optional<Node.Mapping> mapping(Node node, String wanted, Consumer<Problem> problems) {
        return node instanceof Node.Mapping mapping ? Optional.of(mapping) : wrong(node, wanted, problems);
    }

    /** The items of a list; none where it is something else, which is then told. */
    static List<Node> items(Node node, String wanted, Consumer<Problem> problems) {
        return node instanceof Node.Sequence list
                ? list.items()
                : Decoders.<List<Node>>wrong(node, wanted, problems).orElse(List.of());
    }

    /** Numbers and booleans count as the text that was written. */
    static Optional<String> text(Node node, Consumer<Problem> problems) {
        return node instanceof Node.Scalar scalar && !scalar.value().isNull()
                ? Optional.of(scalar.text())
                : wrong(node, "a text", problems);
    }

    /**
     * A number with a unit.
     *
     * @param wanted what it is called
     * @param number one without a unit
     * @param usual the unit that is most likely meant
     * @param units for the message
     */
    private static <T> Decoder<T> measure(
            Function<String, Optional<T>> parse, String wanted, String number, String usual, String units) {
        return (node, problems) -> {
            if (!(node instanceof Node.Scalar scalar)) {
                return wrong(node, wanted, problems);
            }
            var value = parse.apply(scalar.text());
            if (value.isEmpty()) {
                var problem = Problem.of(node.at(), node.shown() + " is not " + wanted);
                problems.accept(
                        scalar.text().matches(number)
                                ? problem.remark("a unit is required, such as " + scalar.text() + usual + ": " + units)
                                : Units.meant(scalar.text(), units)
                                        .filter(it -> parse.apply(it).isPresent())
                                        .map(it -> problem.remark("write " + it))
                                        .orElse(problem));
            }
            return value;
        };
    }

    static Decoder<Integer> integer(int least, int most) {
        return (node, problems) -> {
            if (node instanceof Node.Scalar scalar
                    && scalar.value().isIntegralNumber()
                    && scalar.value().canConvertToInt()
                    && scalar.value().asInt() >= least
                    && scalar.value().asInt() <= most) {
                return Optional.of(scalar.value().asInt());
            }
            return wrong(
                    node,
                    most == Integer.MAX_VALUE
                            ? "a whole number of at least " + least
                            : "a whole number from " + least + " to " + most,
                    problems);
        };
    }

    static Optional<Boolean> bool(Node node, Consumer<Problem> problems) {
        return node instanceof Node.Scalar scalar && scalar.value().isBoolean()
                ? Optional.of(scalar.value().asBoolean())
                : wrong(node, "true or false", problems);
    }

    /** A list of texts, or one text alone. */
    static Optional<List<String>> texts(Node node, Consumer<Problem> problems) {
        if (!(node instanceof Node.Sequence sequence)) {
            return text(node, problems).map(List::of);
        }
        var texts = new ArrayList<String>();
        for (var item : sequence.items()) {
            var text = text(item, problems);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(List.copyOf(texts));
    }

    /** A program with its arguments, or alone. */
    static Optional<List<String>> command(Node node, Consumer<Problem> problems) {
        if (node instanceof Node.Scalar line && line.text().strip().matches(".*\\s.*")) {
            problems.accept(Problem.of(node.at(), "a command is a list: a program and its arguments")
                    .remark("write " + CommandLine.list(line.text())));
            return Optional.empty();
        }
        var argv = texts(node, problems);
        if (argv.filter(it -> it.isEmpty() || it.getFirst().isEmpty()).isPresent()) {
            problems.accept(Problem.of(node.at(), "a command needs a program"));
            return Optional.empty();
        }
        var words = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        return argv.filter(_ -> words.stream().allMatch(word -> canBePassed(word, problems)));
    }

    /** A program or the path of one, as the system takes it. */
    static Optional<String> program(Node node, Consumer<Problem> problems) {
        return text(node, problems).filter(_ -> canBePassed(node, problems));
    }

    /** Whether a process can be given a text: the system ends one at a NUL character. Told where not. */
    private static boolean canBePassed(Node node, Consumer<Problem> problems) {
        boolean can = !(node instanceof Node.Scalar scalar) || scalar.text().indexOf('\0') < 0;
        if (!can) {
            problems.accept(Problem.of(node.at(), "nothing that a process is given can have a NUL character in it"));
        }
        return can;
    }

    /** One of the allowed words, in the case given unless any case will do. */
    static Decoder<String> choice(String what, boolean anyCase, List<String> allowed) {
        return (node, problems) -> {
            var text = text(node, problems);
            if (text.isEmpty()) {
                return text;
            }
            var found = allowed.stream()
                    .filter(word -> anyCase ? word.equalsIgnoreCase(text.get()) : word.equals(text.get()))
                    .findFirst();
            if (found.isEmpty()) {
                problems.accept(Problem.of(node.at(), node.shown() + " is not " + what)
                        .meant(Spelling.nearest(text.get(), allowed))
                        .note("allowed: " + String.join(", ", allowed)));
            }
            return found;
        };
    }

    /** Environment variables of a process. */
    static Optional<Map<String, String>> environment(Node node, Consumer<Problem> problems) {
        if (node instanceof Node.Mapping mapping) {
            for (var entry : mapping.entries()) {
                if (entry.name().isEmpty() || entry.name().contains("=")) {
                    wrong(entry.key(), "the name of an environment variable", problems);
                }
                if (!canBePassed(entry.key(), problems) || !canBePassed(entry.value(), problems)) {
                    return Optional.empty();
                }
            }
        }
        return variables(node, problems);
    }

    /** Names with texts; numbers and booleans are taken as written. */
    static Optional<Map<String, String>> variables(Node node, Consumer<Problem> problems) {
        if (node instanceof Node.Sequence list
                && list.items().stream()
                        .allMatch(it ->
                                it instanceof Node.Scalar text && text.text().matches("\\w+=.*"))) {
            var entries = list.items().stream()
                    .map(it -> ((Node.Scalar) it).text().replaceFirst("=", ": "))
                    .toList();
            problems.accept(Problem.of(node.at(), "a list is not a mapping of names to values")
                    .remark("write {" + String.join(", ", entries) + "}"));
            return Optional.empty();
        }
        return mapping(node, "a mapping of names to values", problems).map(mapping -> {
            var variables = new LinkedHashMap<String, String>();
            mapping.entries()
                    .forEach(entry ->
                            text(entry.value(), problems).ifPresent(text -> variables.put(entry.name(), text)));
            return variables;
        });
    }
}
