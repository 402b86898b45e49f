package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That what is shown arrives whole on a terminal, and nothing else does. */
@EnabledOnOs(OS.LINUX)
class TerminalOutputTest {
    @TempDir
    Path folder;

    @Test
    void the_jvm_has_nothing_to_say() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            var lines = lines(terminal.screen());
            assertThat(lines.getFirst()).startsWith("A scripted runtime and extension (audit)");
            assertThat(lines.get(3)).as("after three lines").endsWith("  init start");
            terminal.press("C-d");
            assertThat(terminal.exit()).isZero();
            assertThat(terminal.all()).doesNotContainIgnoringCase("warning", "native", "jline");
        }
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50", "40, 24", "80, 8"})
    void no_line_is_lost_where_a_text_is_longer_than_the_screen(int columns, int rows) throws Exception {
        try (var terminal = TerminalSession.in(folder).size(columns, rows).start("repl")) {
            terminal.awaitPrompt();
            var whole = "m: " + "x".repeat(10);
            var printed =
                    IntStream.range(0, 60).mapToObj(n -> "k" + n + ": " + n).toList();
            terminal.enter("set: {big: {" + String.join(", ", printed) + ", " + whole + "}}");
            var answer = terminal.enter("print big");
            assertThat(words(answer)).containsSubsequence(words(String.join("\n", printed)));
            assertThat(words(answer)).endsWith("\"xxxxxxxxxx\"");
            assertThat(terminal.enter("help")).contains("help NAME explains a ");
        }
    }

    private static List<String> words(String text) {
        return List.of(text.replaceAll("[{},]", " ").strip().split("\\s+"));
    }

    @Test
    void there_is_no_colour_where_none_is_wanted() throws Exception {
        try (var terminal = TerminalSession.in(folder).with("NO_COLOR", "1").start("repl")) {
            showEverything(terminal);
            terminal.await("(of this invocation)");
            assertThat(terminal.styled()).contains("error: ").doesNotContain("\033[");
        }
    }

    @Test
    void a_dumb_terminal_is_sent_nothing_but_text() throws Exception {
        try (var terminal = TerminalSession.in(folder).with("TERM", "dumb").start("repl")) {
            showEverything(terminal);
            terminal.awaitCursor(".* invoke: \\{t.*");
            assertThat(terminal.styled()).contains("error: ").doesNotContain("\033[");
            assertThat(terminal.all()).doesNotContain("[0", "[K", "[?");
        }
    }

    @Test
    void there_is_colour_where_it_is_not_unwanted() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            showEverything(terminal);
            terminal.await("(of this invocation)");
            assertThat(terminal.styled()).contains("\033[31m", "\033[32m", "\033[1m");
        }
    }

    /** A bit of all that may have a colour. */
    private static void showEverything(TerminalSession terminal) {
        terminal.awaitPrompt();
        terminal.enter("invoke: {payload: {n: 'text', m: 5}}");
        terminal.enter("assert_state: frozen");
        terminal.enter("stpe");
        terminal.type("invoke: {t");
        terminal.press("Tab");
    }

    @Test
    void a_window_that_changes_its_size_keeps_the_prompt_and_what_is_typed() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            terminal.type("note: hello");
            resize(terminal, 50, 15);
            terminal.awaitCursor(".*▸ note: hello");
            terminal.press("Enter");
            terminal.await("  ok    note").awaitPrompt();
            resize(terminal, 100, 30);
            assertThat(terminal.enter("note: again")).contains("  ok    note");
        }
    }

    @Test
    void a_window_that_changes_its_size_loses_and_doubles_no_line() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            terminal.enter("help"); // the prompt is at the bottom now
            terminal.type("note: hello");
            var before = terminal.joined();
            assertThat(before).hasSizeGreaterThan(30);
            for (var size :
                    new int[][] {{80, 18}, {50, 15}, {100, 40}, {80, 8}, {80, 24}, {23, 12}, {200, 60}, {80, 24}}) {
                terminal.resize(size[0], size[1]);
                terminal.await(
                        "the prompt within " + size[0] + "x" + size[1],
                        screen -> fits(lines(screen), size[1])
                                && terminal.joined().containsAll(head(before)));
                assertThat(head(terminal.joined()))
                        .as("%dx%d", size[0], size[1])
                        .isEqualTo(head(before));
            }
            terminal.press("Enter");
            terminal.await("  ok    note").awaitPrompt();
        }
    }

    /** The status line is in the lowest row, if there is room for one, and what is typed above it. */
    private static boolean fits(List<String> rows, int count) {
        boolean status = count >= 10;
        var above = status ? rows.subList(0, rows.size() - 1) : rows;
        return (!status || (rows.size() == count && rows.getLast().startsWith("ready  +")))
                && String.join("", above).endsWith("▸ note: hello");
    }

    /** What is above the last prompt. */
    private static List<String> head(List<String> lines) {
        int prompt = lines.size() - 1;
        while (prompt > 0 && !lines.get(prompt).startsWith("repl +")) {
            prompt--;
        }
        return lines.subList(0, prompt);
    }

    @Test
    void a_window_that_changes_its_size_while_a_step_runs_keeps_what_is_shown() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            terminal.enter("help");
            terminal.send("sleep: 50s");
            terminal.await(" in sleep ");
            var before = head(terminal.joined());
            for (var size : new int[][] {{80, 18}, {50, 15}, {80, 24}}) {
                terminal.resize(size[0], size[1]);
                terminal.await(
                        "the status line",
                        screen -> lines(screen).size() == size[1]
                                && lines(screen).getLast().contains(" in sleep "));
                assertThat(head(terminal.joined()))
                        .as("%dx%d", size[0], size[1])
                        .isEqualTo(before);
            }
            terminal.press("C-c");
            terminal.awaitPrompt();
            assertThat(terminal.screen()).contains("stopped in sleep");
        }
    }

    /** Lines are cleared and drawn anew; what is typed meanwhile may be among them. */
    private static void resize(TerminalSession terminal, int columns, int rows) {
        terminal.resize(columns, rows);
        terminal.await(
                "the status line at the bottom",
                screen ->
                        lines(screen).size() == rows && lines(screen).getLast().contains(" held "));
    }

    private static List<String> lines(String screen) {
        return screen.lines().toList();
    }
}
