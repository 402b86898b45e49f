package dev.simrun.typing;

import dev.simrun.language.Catalogue;
import dev.simrun.language.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Steps as one types them, right and wrong. */
final class TypedSamples {
    static final Known KNOWN =
            new Known(List.of("runtime", "audit", "collector"), (ObjectNode) new ObjectMapper().readTree("""
                {"vars": {"region": "eu-west-1"},
                 "env": {},
                 "call": {"payload": {"n": 1, "it's odd": [true]},
                          "request_id": "6f1c",
                          "chunks": [{"size": 3}, {"size": 4}]},
                 "count": 3}
                """));

    private static final List<String> STEPS = steps();
    private static final String[] PIECES = {
        "\t",
        " ",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "'",
        "\"",
        "\\",
        "*",
        "&a ",
        "!t ",
        "|\n",
        ">",
        "%",
        "@",
        "`",
        "${",
        "${call.",
        "$${",
        "$",
        ",",
        ", ",
        "#",
        " # ",
        "---",
        "...",
        "?",
        "? ",
        "\0",
        "\uFEFF",
        "\u2028",
        "😀",
        "\ud800",
        "''",
        "~",
        "as: x",
        "type: log",
        "[[[[[[[[",
        "{{{{",
        "a.b[0]['",
        "1s"
    };

    private TypedSamples() {}

    /** The steps of all scenarios and examples, each with its dash. */
    static List<String> steps() {
        var steps =
                new ArrayList<>(Catalogue.STEPS.stream().map(StepSpec::example).toList());
        try (var files = Files.walk(Path.of("scenarios"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                steps.addAll(steps(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return steps;
    }

    private static List<String> steps(String file) {
        var steps = new ArrayList<String>();
        var step = new StringBuilder();
        boolean within = false;
        for (var line : file.lines().toList()) {
            boolean outside = !line.isBlank() && !line.startsWith(" ");
            if (outside || line.startsWith("  - ")) {
                steps.add(step.toString().stripTrailing());
                step.setLength(0);
            }
            within = outside ? line.matches("(steps|finally):") : within;
            if (within && !outside) {
                step.append(line.isBlank() ? "" : line.substring(2)).append('\n');
            }
        }
        steps.add(step.toString().stripTrailing());
        return steps.stream().filter(each -> each.startsWith("- ")).toList();
    }

    /** Every beginning of a text, itself included. */
    static Stream<String> beginnings(String text) {
        return Stream.iterate(0, end -> end <= text.length(), end -> end + 1).map(end -> text.substring(0, end));
    }

    /** Whether it holds no key that there is not, which a key that is cut off by a colon can be. */
    static boolean isKnown(String text) {
        return Highlight.of(text).stream().noneMatch(span -> span.kind() == Highlight.Kind.UNKNOWN);
    }

    static String mutated(Random random) {
        var text = new StringBuilder(STEPS.get(random.nextInt(STEPS.size())));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(3) * random.nextInt(8));
            text.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
        }
        return random.nextInt(4) == 0 ? text.substring(0, random.nextInt(text.length() + 1)) : text.toString();
    }
}
