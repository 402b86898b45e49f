package dev.simrun.language;

import dev.simrun.match.Literals;
import dev.simrun.match.Spelling;
import dev.simrun.scenario.Decoder;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The simple values of the language. */
public final class Decoders {
    static final Decoder<JsonNode> VALUE = (node, _) -> Optional.of(node.toJson());
    static final Decoder<String> TEXT = Decoders::text;
    static final Decoder<Duration> DURATION = Decoders::duration;
    static final Decoder<List<String>> TEXTS = Decoders::texts;

    private Decoders() {}

    static <T> Optional<T> wrong(Node node, String wanted, Consumer<Problem> problems) {
        problems.accept(Problem.of(node.at(), shown(node) + " is not " + wanted));
        return Optional.empty();
    }

    static String shown(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value().isNull() -> "an empty value";
            case Node.Scalar scalar -> "\"" + cut(scalar.text()) + "\"";
            case Node.Mapping _ -> "a mapping";
            case Node.Sequence _ -> "a list";
        };
    }

    private static String cut(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    /** Numbers and booleans count as the text that was written. */
    static Optional<String> text(Node node, Consumer<Problem> problems) {
        return node instanceof Node.Scalar scalar && !scalar.value().isNull()
                ? Optional.of(scalar.text())
                : wrong(node, "a text", problems);
    }

    static Optional<Duration> duration(Node node, Consumer<Problem> problems) {
        if (node instanceof Node.Scalar scalar) {
            var duration = Literals.duration(scalar.text());
            if (duration.isPresent()) {
                return duration;
            }
            if (scalar.text().matches("\\d+(\\.\\d+)?")) {
                problems.accept(
                        Problem.of(
                                        node.at(),
                                        shown(node) + " is not a duration such as 500ms or 2s")
                                .remark("a unit is required: ms, s, m or h"));
                return Optional.empty();
            }
        }
        return wrong(node, "a duration such as 500ms or 2s", problems);
    }

    static Optional<Long> size(Node node, Consumer<Problem> problems) {
        if (node instanceof Node.Scalar scalar && Literals.sizeBytes(scalar.text()).isPresent()) {
            return Literals.sizeBytes(scalar.text());
        }
        if (node instanceof Node.Scalar scalar && scalar.text().matches("\\d+")) {
            problems.accept(
                    Problem.of(node.at(), shown(node) + " is not a size such as 256KiB or 128MiB")
                            .remark("a unit is required: B, KiB, MiB or GiB"));
            return Optional.empty();
        }
        return wrong(node, "a size such as 256KiB or 128MiB", problems);
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

    /** One of the allowed words, in the case given unless any case will do. */
    static Decoder<String> choice(String what, List<String> allowed, boolean anyCase) {
        return (node, problems) -> {
            var text = text(node, problems);
            if (text.isEmpty()) {
                return text;
            }
            var found =
                    allowed.stream()
                            .filter(word ->
                                    anyCase
                                            ? word.equalsIgnoreCase(text.get())
                                            : word.equals(text.get()))
                            .findFirst();
            if (found.isEmpty()) {
                var problem =
                        Problem.of(node.at(), shown(node) + " is not " + what)
                                .note("allowed: " + String.join(", ", allowed));
                var guess = Spelling.nearest(text.get(), allowed);
                problems.accept(
                        guess.map(g -> problem.remark("did you mean \"" + g + "\"?"))
                                .orElse(problem));
            }
            return found;
        };
    }

    public static final List<String> SIGNALS =
            List.of(
                    "SIGHUP",
                    "SIGINT",
                    "SIGQUIT",
                    "SIGILL",
                    "SIGTRAP",
                    "SIGABRT",
                    "SIGBUS",
                    "SIGFPE",
                    "SIGKILL",
                    "SIGUSR1",
                    "SIGSEGV",
                    "SIGUSR2",
                    "SIGPIPE",
                    "SIGALRM",
                    "SIGTERM",
                    "SIGCHLD",
                    "SIGCONT",
                    "SIGSTOP",
                    "SIGTSTP",
                    "SIGTTIN",
                    "SIGTTOU",
                    "SIGURG",
                    "SIGXCPU",
                    "SIGXFSZ",
                    "SIGWINCH");

    /** A signal's name, with or without SIG, in any case; gives it with. */
    static Optional<String> signal(Node node, Consumer<Problem> problems) {
        var text = text(node, problems);
        if (text.isEmpty()) {
            return text;
        }
        var upper = text.get().toUpperCase(java.util.Locale.ROOT);
        var full = upper.startsWith("SIG") ? upper : "SIG" + upper;
        if (SIGNALS.contains(full)) {
            return Optional.of(full);
        }
        var problem =
                Problem.of(node.at(), shown(node) + " is not a signal such as SIGTERM or SIGKILL");
        problems.accept(
                Spelling.nearest(full, SIGNALS)
                        .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                        .orElse(problem));
        return Optional.empty();
    }
}
