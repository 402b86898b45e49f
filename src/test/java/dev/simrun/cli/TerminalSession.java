package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.proc.Alive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * simrun at a terminal, as somebody sits before it: keys go in, the screen comes out. It runs in {@code work}, with a
 * home of its own; {@link #close} leaves nothing of it.
 */
final class TerminalSession implements AutoCloseable {
    static final Tmux.Size USUAL = new Tmux.Size(80, 24);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PROMPT = "\\S.* \\+\\d+\\.\\d{3}s [▸>]";

    /** The window: simrun, with the terminal's settings before and after it; then the screen stays. */
    private static final String WINDOW = """
        trap : INT
        stty -a >"$FILES/before"
        cd "$WORK"
        bash -c 'echo $$ >"$FILES/pid"; exec "$@"' window "$@"
        echo $? >"$FILES/exit.part"
        stty -a >"$FILES/after"
        mv "$FILES/exit.part" "$FILES/exit"
        exec sleep 600
        """;

    private final Path files;
    private final Tmux tmux;

    private TerminalSession(Path files, Tmux tmux) {
        this.files = files;
        this.tmux = tmux;
    }

    /** Where and how simrun is started. */
    record Setting(Path folder, Tmux.Size size, Map<String, String> variables) {
        Setting {
            variables = Map.copyOf(variables);
        }

        Setting size(int columns, int rows) {
            return new Setting(folder, new Tmux.Size(columns, rows), variables);
        }

        Setting with(String variable, String value) {
            var more = new TreeMap<>(variables);
            more.put(variable, value);
            return new Setting(folder, size, more);
        }

        /** Where simrun runs. */
        Path work() throws IOException {
            return Files.createDirectories(folder.resolve("work"));
        }

        /** The folder that simrun keeps its history in. */
        Path state() {
            return folder.resolve("state/simrun");
        }

        Setting write(String file, String text) throws IOException {
            Files.writeString(work().resolve(file), text);
            return this;
        }

        /** Waits until there is a file; gives its text. */
        String awaitFile(String name) throws IOException {
            return Simrun.in(work()).awaitFile(name);
        }

        /** Starts simrun. */
        TerminalSession start(String... arguments) throws IOException {
            Tools.require("tmux", "bash", "stty", "sleep", "mv", "env");
            var files = Files.createTempDirectory(folder, "window");
            Files.writeString(files.resolve("window.sh"), WINDOW);
            var command = new ArrayList<>(List.of("env"));
            variables.forEach((name, value) -> command.add(name + "=" + value));
            command.addAll(List.of("bash", files.resolve("window.sh").toString()));
            command.addAll(Packaged.command(files));
            command.addAll(List.of(arguments));
            var environment = Map.of(
                    "HOME", Files.createDirectories(folder.resolve("home")).toString(),
                    "XDG_STATE_HOME", folder.resolve("state").toString(),
                    "WORK", work().toString(),
                    "FILES", files.toString());
            return new TerminalSession(files, Tmux.open(files, size, environment, command));
        }
    }

    static Setting in(Path folder) {
        return new Setting(folder, USUAL, Map.of());
    }

    /** Types a line, sends it off, and waits until more can be typed; gives what was answered. */
    String enter(String line) {
        var typed = type(line);
        long before = times(typed, tmux.view());
        tmux.press("Enter");
        var view = new AtomicReference<>(tmux.view());
        await("a prompt after: " + typed, () -> {
            view.set(tmux.view());
            // a prompt that is drawn anew is, for a moment, one with nothing behind it
            return times(typed, view.get()) > before && cursorLine(view.get()).matches(PROMPT);
        });
        var lines = view.get().aboveCursor();
        return String.join("\n", lines.subList(lines.lastIndexOf(typed) + 1, lines.size()));
    }

    private static long times(String line, Tmux.View view) {
        return view.aboveCursor().stream().filter(line::equals).count();
    }

    /** Types a line and sends it off. */
    void send(String line) {
        type(line);
        tmux.press("Enter");
    }

    /** Types a line and waits until it is there; gives the last row of it, as it is shown. */
    String type(String text) {
        tmux.type(text);
        var squeezed = squeezed(text);
        var seen = new AtomicReference<>("");
        await("typed: " + text, () -> {
            var rows = tmux.view().toCursor();
            seen.set(rows.getLast());
            return squeezed(String.join("", rows)).endsWith(squeezed);
        });
        return seen.get();
    }

    /** A prompt breaks lines where it likes. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    void press(String... keys) {
        tmux.press(keys);
    }

    void paste(String text) {
        tmux.paste(text);
    }

    void resize(int columns, int rows) {
        tmux.resize(new Tmux.Size(columns, rows));
    }

    /** Waits until the cursor stands behind a prompt with nothing behind it. */
    TerminalSession awaitPrompt() {
        return awaitCursor(PROMPT);
    }

    /** Waits until the line that the cursor is in is as a regular expression says. */
    TerminalSession awaitCursor(String line) {
        await("a line such as " + line, () -> cursorLine().matches(line));
        return this;
    }

    /** Waits until a text is to be seen. */
    TerminalSession await(String text) {
        await("\"" + text + "\"", screen -> screen.contains(text));
        return this;
    }

    void await(String what, Predicate<String> seen) {
        await(what, () -> seen.test(screen()));
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not seen: " + what + "\nthe screen:\n" + screen());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** The line that the cursor is in. */
    String cursorLine() {
        return cursorLine(tmux.view());
    }

    private static String cursorLine(Tmux.View view) {
        return view.toCursor().getLast();
    }

    /** What can be seen now, line by line, without what is blank below. */
    String screen() {
        return String.join("\n", tmux.view().visible()).stripTrailing() + "\n";
    }

    /** All that has been shown so far. */
    String all() {
        return String.join("\n", tmux.view().lines()).stripTrailing() + "\n";
    }

    /** The same, but for how the terminal has broken its lines. */
    List<String> joined() {
        return tmux.joined();
    }

    /** All that has been shown so far with its colours. */
    String styled() {
        return tmux.styled();
    }

    /** Waits until simrun has ended; gives its exit code. */
    int exit() throws IOException {
        var exit = files.resolve("exit");
        await("the end", () -> Files.exists(exit));
        return Integer.parseInt(Files.readString(exit).strip());
    }

    /** simrun's process. */
    long pid() throws IOException {
        return Long.parseLong(Files.readString(files.resolve("pid")).strip());
    }

    /** Once simrun has ended, the terminal must be as it was before. */
    void assertRestored() throws IOException {
        assertThat(files.resolve("after"))
                .hasSameTextualContentAs(files.resolve("before"))
                .content()
                .contains("icanon", " echo ");
        assertThat(cursorLine()).as("the line of the cursor").isEmpty();
        assertThat(screen()).as("a status line").doesNotContainPattern("\\d{3}s held ");
    }

    @Override
    public void close() throws IOException {
        var pid = Files.exists(files.resolve("pid")) ? List.of(pid()) : List.<Long>of();
        tmux.close();
        Alive.awaitNone(pid);
    }
}
