package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Runner.Planned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process still holds after many cases by the real clock. */
class ManyCasesTest {
    private static final int FEW = 50;
    private static final int MANY = 500;
    private static final int PATIENCE_SECONDS = 20;
    private static final String SCENARIO = """
        name: a case among many
        extensions:
          agent: {events: [INVOKE, SHUTDOWN]}
        steps:
          - invoke: {payload: 1}
            expect: {payload: 1}
          - shutdown: spindown
          - assert_acknowledged: agent
        """;

    /** Counts when so many cases have ended. */
    private static final class Counting implements RunListener {
        private final List<Held> held = new ArrayList<>();
        private int ended;

        @Override
        public void caseFinished(CaseResult result) {
            assertThat(result.failures()).isEmpty();
            ended++;
            if (ended == FEW) {
                held.add(Held.now());
            } else if (ended == MANY) {
                held.add(Held.settled(held.getFirst()));
            }
        }
    }

    /** Threads of the system, and file descriptors. */
    private record Held(int threads, int descriptors) {
        static Held now() {
            return new Held(ManagementFactory.getThreadMXBean().getThreadCount(), entries(Path.of("/proc/self/fd")));
        }

        /** Some time is given to what is on its way out. */
        static Held settled(Held before) {
            var found = now();
            for (int i = 0; i < PATIENCE_SECONDS * 10 && found.exceeds(before); i++) {
                pause();
                found = now();
            }
            return found;
        }

        boolean exceeds(Held other) {
            return threads > other.threads || descriptors > other.descriptors;
        }

        private static int entries(Path folder) {
            try (var entries = Files.list(folder)) {
                return (int) entries.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void pause() {
            try {
                var _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void as_much_is_held_after_five_hundred_cases_as_after_fifty(@TempDir Path folder) throws Exception {
        var path = Files.writeString(folder.resolve("x.yaml"), SCENARIO);
        var file = ScenarioReader.read(path, path.toString(), Map.of(), System.getenv());
        var planned = new Planned(file, file.cases().getFirst());
        var counting = new Counting();
        var options = new RunOptions(true, RefereeMode.OFF, Seeds.USUAL);
        try (var runner = new Runner(counting, options)) {
            var _ = runner.run(Collections.nCopies(MANY, planned));
        }

        assertThat(counting.held).hasSize(2);
        assertThat(counting.held.getLast())
                .matches(many -> !many.exceeds(counting.held.getFirst()), counting.held.toString());
    }
}
