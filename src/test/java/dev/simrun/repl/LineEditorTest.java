package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.report.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who shows something has the terminal for itself until its status line is drawn. */
class LineEditorTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final CompletableFuture<String> line = new CompletableFuture<>();

    /** The thread that shows an event stands between the event and the status line. */
    private final CountDownLatch between = new CountDownLatch(1);

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Secrets secrets = new Secrets();
    private LineDisciplineTerminal terminal;
    private LineEditor editor;
    private Thread typing;
    private Thread feed;

    @BeforeEach
    void ask_for_a_line() throws Exception {
        terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(80, 24));
        editor = new LineEditor(terminal, false, secrets);
        feed = new Thread(() -> editor.show("an event\n"), "feed");
        typing = new Thread(() -> line.complete(editor.readLine("prompt ", this::status)), "typing");
        typing.start();
        await(() -> screen().contains("prompt "));
        feed.start();
        assertThat(between.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        goOn.countDown();
        feed.join(LIMIT);
        type("\n");
        typing.join(LIMIT);
        terminal.close();
        assertThat(typing.isAlive() || feed.isAlive()).as("threads go on").isFalse();
    }

    private String status() {
        if (Thread.currentThread().equals(feed)) {
            between.countDown();
            try {
                goOn.await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
            return "the new status";
        }
        return "the old status";
    }

    private void type(String text) throws IOException {
        terminal.processInputBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_was_typed_is_kept_without_its_secrets() {
        secrets.add(Map.of("KEY", "sk-live-0123456789"));
        editor.getHistory().add("note: it is sk-live-0123456789");
        assertThat(editor.getHistory().get(0)).isEqualTo("note: it is ***");
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time that is left").isNegative();
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** Whether a thread waits for a lock; a wait for a key is another thing. */
    private static boolean waitsForALock(Thread thread) {
        return thread.getState() == Thread.State.WAITING && LockSupport.getBlocker(thread) != null;
    }

    @Test
    void a_line_ends_once_the_status_line_of_what_was_shown_is_drawn() throws Exception {
        type("typed\n");
        await(() -> waitsForALock(typing) || line.isDone());
        assertThat(line).as("the line, while the status line is due").isNotDone();
        goOn.countDown();
        assertThat(line.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("typed");
        assertThat(screen()).containsSubsequence("the old status", "prompt", "an event", "prompt", "new");
    }

    @Test
    void what_another_thread_shows_comes_after_the_status_line() throws Exception {
        var other = new Thread(() -> editor.breakLine(), "other");
        other.start();
        await(() -> waitsForALock(other) || !other.isAlive());
        assertThat(other.isAlive()).as("whether it waits").isTrue();
        goOn.countDown();
        other.join(LIMIT);
        assertThat(other.isAlive()).isFalse();
    }

    @Test
    void a_new_size_of_the_window_waits_for_the_status_line() throws Exception {
        terminal.setSize(Size.of(60, 20));
        var signal = new Thread(() -> terminal.raise(Signal.WINCH), "signal");
        signal.start();
        await(() -> waitsForALock(signal) || !signal.isAlive());
        assertThat(signal.isAlive()).as("whether it waits").isTrue();
        goOn.countDown();
        signal.join(LIMIT);
        assertThat(signal.isAlive()).isFalse();
    }
}
