package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A terminal: the only window of a tmux server of its own, with nobody's settings. */
final class Tmux implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HISTORY_LINES = "10000";

    /** What the machine that runs the tests must not have a say in. */
    private static final List<String> FOREIGN = List.of(
            "NO_COLOR",
            "FORCE_COLOR",
            "TMUX",
            "TMUX_PANE",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "LANG",
            "COLUMNS",
            "LINES");

    /** The folder of its socket, which makes it a server of its own. */
    private final Path folder;

    private final Map<String, String> environment;

    private Tmux(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** How large a terminal is. */
    record Size(int columns, int rows) {}

    /** Where the cursor is, and all lines, those too that have moved out of sight. */
    record View(int history, int cursorRow, List<String> lines) {
        View {
            lines = List.copyOf(lines);
        }

        /** The number of the line that the cursor is in, from 0. */
        int cursorLine() {
            return history + cursorRow;
        }

        /** All lines above the one that the cursor is in. */
        List<String> aboveCursor() {
            return lines.subList(0, Math.min(lines.size(), cursorLine()));
        }

        /** What can be seen now. */
        List<String> visible() {
            return lines.subList(history, lines.size());
        }

        /** What can be seen, down to the cursor. */
        List<String> toCursor() {
            return lines.subList(history, Math.min(lines.size(), cursorLine() + 1));
        }
    }

    /** Opens a terminal in which a command runs. */
    static Tmux open(Path folder, Size size, Map<String, String> environment, List<String> command) {
        var tmux = new Tmux(folder, environment);
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("start-server", ";", "set", "-g", "status", "off", ";"));
        arguments.addAll(List.of("set", "-g", "history-limit", HISTORY_LINES, ";"));
        arguments.addAll(List.of("new-session", "-d", "-c", folder.toString()));
        arguments.addAll(List.of("-x", "" + size.columns(), "-y", "" + size.rows(), "--"));
        arguments.addAll(command);
        tmux.run(arguments);
        return tmux;
    }

    /** Types characters as they are. */
    void type(String text) {
        run(List.of("send-keys", "-l", "--", text));
    }

    /** Presses keys, named as tmux does: {@code Enter}, {@code C-c}, {@code Tab}, {@code Up}. */
    void press(String... keys) {
        var arguments = new ArrayList<>(List.of("send-keys", "--"));
        Collections.addAll(arguments, keys);
        run(arguments);
    }

    /** Pastes a text, which the terminal says is pasted if it was asked to. */
    void paste(String text) {
        run(List.of("set-buffer", "--", text));
        run(List.of("paste-buffer", "-p", "-r"));
    }

    void resize(Size size) {
        run(List.of("resize-window", "-x", "" + size.columns(), "-y", "" + size.rows()));
    }

    View view() {
        var text = run(
                List.of("display-message", "-p", "#{history_size} #{cursor_y}", ";", "capture-pane", "-p", "-S", "-"));
        var lines = List.of(text.split("\n", -1));
        var numbers = lines.getFirst().split(" ", 2);
        // the text ends with a line break
        return new View(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), lines.subList(1, lines.size() - 1));
    }

    /** All lines with their colours and other styles, as ANSI sequences. */
    String styled() {
        return run(List.of("capture-pane", "-p", "-e", "-S", "-"));
    }

    /** All lines as they were written, however the terminal has broken them. */
    List<String> joined() {
        return run(List.of("capture-pane", "-p", "-J", "-S", "-"))
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    private String run(List<String> arguments) {
        var command = new ArrayList<>(List.of("tmux", "-u", "-L", "simrun", "-f", "/dev/null"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var variables = builder.environment();
        variables.keySet().removeIf(name -> name.matches("(SIMRUN|LC|XDG)_.*"));
        variables.keySet().removeAll(FOREIGN);
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("TMUX_TMPDIR", folder.toString());
        variables.putAll(environment);
        try {
            var process = builder.start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended && process.exitValue() == 0)
                    .as("%s: %s", arguments, text)
                    .isTrue();
            return text;
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError("tmux " + arguments, broken);
        }
    }

    /** Whatever runs in it is told that the terminal has gone. */
    @Override
    public void close() {
        run(List.of("kill-server"));
    }
}
