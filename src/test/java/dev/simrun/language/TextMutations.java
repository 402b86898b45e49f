package dev.simrun.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small changes of texts, such as slips of a hand and worse. */
public final class TextMutations {
    private static final List<String> PIECES = List.of(
            "- ",
            ": ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "'",
            "\"",
            "#",
            " #",
            "&a ",
            "*a",
            "!!str ",
            "<<: *a",
            "\t",
            "\u0000",
            "\uFEFF",
            "\uD83D\uDE00",
            "\n",
            "\n\n",
            "  ",
            "|",
            ">",
            "? ",
            "---\n",
            "...",
            "%YAML 1.2",
            "~",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "0x1F",
            "99999999999999999999",
            "1s",
            "10B",
            "${",
            "${vars.x}",
            "${case.name}",
            "${a.b[0]}",
            "$${",
            "$gt: ",
            "{$file: none.json}",
            "$absent: true",
            "as: call\n",
            "wait: false\n",
            "steps:\n",
            "name: n\n",
            "cases: {a: {b: 1}}\n",
            "vars: {x: '${vars.x}'}\n",
            "repeat: {times: 3, steps: []}",
            "do: [next]",
            "base: _x.yaml\n");

    private TextMutations() {}

    /** The shipped ones. */
    public static List<Path> scenarios() throws IOException {
        try (var files = Files.walk(Path.of("scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** The text with one change. */
    public static String of(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, end) + text.substring(at);
            case 2 -> text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
            case 3 -> text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(end);
            case 4 -> text.substring(0, at);
            case 5 -> lines(text, random);
            default -> words(text, random);
        };
    }

    /** A line in another place, or indented otherwise. */
    private static String lines(String text, Random random) {
        var lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return text;
        }
        var line = lines.remove(random.nextInt(lines.size()));
        var changed = random.nextBoolean() ? line : random.nextBoolean() ? "  " + line : line.stripLeading();
        lines.add(random.nextInt(lines.size() + 1), changed);
        return String.join("\n", lines) + "\n";
    }

    /** A word in the place of another one. */
    private static String words(String text, Random random) {
        var words = text.split("\\b", -1);
        words[random.nextInt(words.length)] = words[random.nextInt(words.length)];
        return String.join("", words);
    }
}
