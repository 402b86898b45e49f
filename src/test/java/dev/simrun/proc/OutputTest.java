package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutputTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LONGEST = "x".repeat(OutputListener.LINE_LIMIT_BYTES);

    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void lines_lose_their_terminator_and_nothing_else() throws Exception {
        assertThat(recorder.outputOf("printf 'a\\r\\n\\n b\\rc \\n'"))
                .containsExactly("STDOUT a", "STDOUT ", "STDOUT  b\rc ");
    }

    @Test
    void unfinished_last_line_is_given_out_before_the_exit() throws Exception {
        assertThat(recorder.outputOf("printf 'a\\nlast\\r' >&2")).containsExactly("STDERR a", "STDERR last\r");
    }

    @Test
    void unfinished_line_is_given_out_where_it_is_asked_for_and_what_follows_is_another(@TempDir Path folder)
            throws Exception {
        Path written = folder.resolve("written");
        Path heard = folder.resolve("heard");
        var started = recorder.bash("trap 'echo re; touch " + heard + "' USR1; printf 'whole\\nhalf'; touch " + written
                + "; while :; do sleep 0.01; done");
        assertThat(new UncutWaits().until(LIMIT, () -> Files.exists(written))).isTrue();
        assertThat(started.process().awaitOutput(LIMIT)).isTrue();
        assertThat(recorder.lines).containsExactly("STDOUT whole");
        assertThat(started.process().endOutput(LIMIT)).isTrue();
        started.process().signal(Signal.SIGUSR1);
        assertThat(new UncutWaits().until(LIMIT, () -> Files.exists(heard))).isTrue();
        assertThat(started.process().endOutput(LIMIT)).isTrue();
        assertThat(recorder.lines)
                .filteredOn(line -> line.startsWith("STDOUT")) // bash tells of its child, which got the signal too
                .containsExactly("STDOUT whole", "STDOUT half", "STDOUT re");
    }

    @Test
    void malformed_bytes_become_replacement_characters() throws Exception {
        assertThat(recorder.outputOf("printf 'gr\\303\\274n \\377\\303\\n'"))
                .containsExactly("STDOUT grün \ufffd\ufffd");
    }

    @Test
    void process_that_closes_its_output_lives_on() throws Exception {
        var started = recorder.bash("echo bye; exec >&- 2>&-; exec sleep 1000");
        assertThat(recorder.next()).isEqualTo("STDOUT bye");
        assertThat(new UncutWaits().until(LIMIT, () -> Alive.threads().size() == 1))
                .isTrue();
        assertThat(started.process().awaitOutput(LIMIT)).isTrue();
        assertThat(started.ended()).isNotDone();
        started.process().signal(Signal.SIGTERM);
        assertThat(started.end()).isEqualTo(new Ending.Signal("SIGTERM"));
    }

    @Test
    void all_that_was_written_is_read_before_the_wait_ends(@TempDir Path folder) throws Exception {
        Path mark = folder.resolve("written");
        for (int round = 0; round < 20; round++) {
            recorder.bash("seq 1 5000; touch " + mark + "; exec sleep 1000");
            var started = recorder.bash("seq 1 5000 >&2; touch " + mark + "2; exec sleep 1000");
            Path second = Path.of(mark + "2");
            assertThat(new UncutWaits().until(LIMIT, () -> Files.exists(second)))
                    .isTrue();
            assertThat(started.process().awaitOutput(LIMIT)).isTrue();
            assertThat(recorder.lines.stream().filter(line -> line.startsWith("STDERR")))
                    .hasSize(5000);
            started.process().signal(Signal.SIGKILL);
            recorder.lines.removeIf(line -> line.startsWith("STDERR"));
            Files.delete(second);
        }
    }

    @Test
    void endless_output_does_not_prolong_the_wait() throws Exception {
        var started =
                recorder.processes.start(Recorder.command(Path.of("/"), "yes"), (stream, lines) -> {}, status -> {});
        assertThat(started.awaitOutput(LIMIT)).isTrue();
    }

    @Test
    void wait_is_over_at_its_limit_when_the_listener_hangs() throws Exception {
        var first = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        OutputListener hanging = (stream, lines) -> {
            first.countDown();
            try {
                assertThat(release.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException unexpected) {
                Thread.currentThread().interrupt();
            }
        };
        var process = recorder.processes.start(
                Recorder.command(Path.of("/"), "bash", "-c", "echo a; exec sleep 1000"), hanging, status -> {});
        assertThat(first.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.awaitOutput(Duration.ofMillis(10))).isFalse();
        release.countDown();
        assertThat(process.awaitOutput(LIMIT)).isTrue();
    }

    @Test
    void too_long_line_is_cut_at_the_limit_and_marked() {
        assertThat(lines(List.of(LONGEST + "\n", LONGEST + "yz\nw\n", LONGEST)))
                .containsExactly(LONGEST, LONGEST + "…", "yz", "w", LONGEST);
    }

    @Test
    void cut_leaves_characters_whole() {
        String almost = LONGEST.substring(2);
        assertThat(lines(List.of(almost + "€uro\n"))).containsExactly(almost + "…", "€uro");
    }

    @Test
    void line_may_come_in_many_pieces() {
        assertThat(lines(List.of("a", "b\r", "\n", "c", "\n\n"))).containsExactly("ab", "c", "");
    }

    private static List<String> lines(List<String> chunks) {
        var seen = new ArrayList<String>();
        var lines = new Lines(all -> all.forEach(it -> seen.add(it.text() + (it.cut() ? "…" : ""))));
        for (var chunk : chunks) {
            var bytes = chunk.getBytes(StandardCharsets.UTF_8);
            lines.add(bytes, bytes.length);
        }
        lines.flush();
        return seen;
    }
}
