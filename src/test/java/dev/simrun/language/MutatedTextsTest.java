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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_mutated_text_is_read_or_refused_with_places(long seed) throws IOException {
        var random = new Random(seed);
        var texts = new ArrayList<Map.Entry<Path, String>>();
        for (var file : TextMutations.scenarios()) {
            texts.add(Map.entry(file, Files.readString(file)));
        }
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            var one = texts.get(random.nextInt(texts.size()));
            var text = one.getValue();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text = TextMutations.of(text, random);
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
}
