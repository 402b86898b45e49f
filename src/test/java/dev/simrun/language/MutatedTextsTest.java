package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to the text of a scenario, it is read or refused: with a place for each mistake, and in no time that
 * anybody would wait for. The mutations are the same each time: they come of seeds.
 */
class MutatedTextsTest {
    private static final int MUTATIONS = 5_000;

    /** Of the reader's own thread: how busy the machine is does not count. */
    private static final Duration MOST = Duration.ofSeconds(1);

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

    private static List<Path> scenarios() throws IOException {
        try (var files = Files.walk(Path.of("scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_mutated_text_is_read_or_refused_with_places(long seed) throws IOException {
        var random = new Random(seed);
        var texts = new ArrayList<Map.Entry<Path, String>>();
        for (var file : scenarios()) {
            texts.add(Map.entry(file, Files.readString(file)));
        }
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            var one = texts.get(random.nextInt(texts.size()));
            var text = one.getValue();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text = mutated(text, random);
            }
            refused += isRefused(one.getKey(), text) ? 1 : 0;
        }
        // Neither would show anything: mutations that all are fatal, or none.
        assertThat(refused).isBetween(MUTATIONS / 3, MUTATIONS - 1);
    }

    private static boolean isRefused(Path file, String text) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        boolean refused = false;
        try {
            var _ = ScenarioReader.read(file, new Source("x.yaml", text), Map.of(), Map.of());
        } catch (ScenarioException wrong) {
            refused = true;
            assertThat(wrong.problems()).as(text).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
                assertThat(problem.at().isWholeFile() && !problem.message().startsWith("the file"))
                        .as(problem + " has no place")
                        .isFalse();
            });
        } catch (RuntimeException | StackOverflowError bug) {
            throw new AssertionError("of this text:\n" + text, bug);
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        assertThat(Duration.ofNanos(nanos)).as(text).isLessThan(MOST);
        return refused;
    }

    private static String mutated(String text, Random random) {
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
