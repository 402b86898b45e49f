package dev.simrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Tab makes of what has been typed. */
@EnabledOnOs(OS.LINUX)
class TerminalCompletionTest {
    @TempDir
    Path folder;

    private TerminalSession terminal;

    @BeforeEach
    void open() throws IOException {
        var setting = TerminalSession.in(folder)
                .write("other.yaml", "")
                .write("shutdown.yaml", Files.readString(Path.of("scenarios/shutdown.yaml")));
        terminal = setting.start("repl", "shutdown.yaml");
        terminal.awaitPrompt();
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    /** Types, presses Tab, and waits for what the line has become. */
    private void completes(String typed, String whole) {
        terminal.type(typed);
        terminal.press("Tab");
        terminal.await(whole, _ -> typedLine().equals(whole));
        clear();
    }

    /** Types, presses Tab, and waits for suggestions, each in a line with its meaning. */
    private void suggests(String typed, String... lines) {
        terminal.type(typed);
        terminal.press("Tab");
        for (var line : lines) {
            terminal.await(
                    "a suggestion such as " + line,
                    screen -> Pattern.compile("(^|\\s)" + line).matcher(screen).find());
        }
        terminal.await("what was typed", _ -> typedLine().startsWith(typed.stripTrailing()));
        clear();
    }

    private String typedLine() {
        return terminal.cursorLine().replaceFirst(".*▸ ", "");
    }

    private void clear() {
        terminal.press("C-c");
        terminal.awaitPrompt();
    }

    @Test
    void step_keys_and_commands() {
        completes("inv", "invoke:");
        completes("- shutd", "- shutdown:");
        completes("timel", "timeline");
        suggests(
                "re",
                "restart +\\(begin anew in a fresh environment\\)",
                "reload +\\(read the file again.*\\)",
                "retry +\\(run the step that failed again\\)",
                "reset: +\\(.*\\)");
    }

    @Test
    void argument_names() {
        completes("invoke: {payl", "invoke: {payload:");
        suggests(
                "invoke: {",
                "payload: +\\(the event, or .*\\)",
                "client_context: +\\(.*\\)",
                "timeout: +\\(of this invocation\\)");
        suggests("invoke: {payload: 1, t", "timeout: +\\(.*\\)", "trace_id: +\\(.*\\)");
    }

    @Test
    void values_of_a_list() {
        completes("shutdown: spin", "shutdown: spindown");
        suggests("shutdown: ", "spindown +.*", "timeout +.*", "failure\\b.*");
        suggests("assert_event: {type: init.", "init.start +.*", "init.done\\b.*");
    }

    @Test
    void names_of_actors() {
        completes("expect_registration: au", "expect_registration: audit");
        completes("logs aud", "logs audit");
        suggests("stop: ", "runtime\\b.*", "audit\\b.*");
    }

    @Test
    void paths_of_what_was_captured() {
        terminal.enter("- {invoke: {payload: {order: {id: 7}}}, as: first}");
        completes("print fir", "print first");
        completes("print first.payload.or", "print first.payload.order");
        completes("note: '${first.payload.order.i", "note: '${first.payload.order.id}");
        suggests("print first.", "first.outcome\\b.*", "first.payload\\b.*", "first.status\\b.*");
    }

    @Test
    void events_and_their_fields_at_which_to_stop() {
        completes("break on extension.reg", "break on extension.register");
        completes("break on extension.event rea", "break on extension.event reason=");
        completes("break expect_reg", "break expect_registration");
    }

    @Test
    void files() {
        completes("save oth", "save other.yaml");
        suggests("save ", "other.yaml +shutdown.yaml");
    }

    @Test
    void help_has_names_too() {
        completes("help expect_reg", "help expect_registration");
        completes("help $reg", "help $regex");
    }
}
