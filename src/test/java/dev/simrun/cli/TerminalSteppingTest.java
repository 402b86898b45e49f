package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Taking a scenario through its steps at a terminal. */
@EnabledOnOs(OS.LINUX)
class TerminalSteppingTest {
    private static final String FAILS = """
        name: fails
        steps:
          - invoke: {payload: {n: 1}}
            expect: {payload: {n: 2}}
          - invoke: {payload: {n: 3}}
            expect: {payload: {n: 3}}
        """;

    @TempDir
    Path folder;

    private TerminalSession.Setting shutdown() throws IOException {
        return TerminalSession.in(folder).write("shutdown.yaml", Files.readString(Path.of("scenarios/shutdown.yaml")));
    }

    @Test
    void a_file_is_stepped_through_and_stops_at_an_event() throws Exception {
        try (var terminal = shutdown().start("repl", "shutdown.yaml")) {
            assertThat(terminal.awaitPrompt().screen())
                    .contains(" -> 13 |   - expect_registration: audit\nshutdown:1/4 +");
            assertThat(terminal.enter("step"))
                    .contains("<  audit        register [INVOKE, SHUTDOWN]\n")
                    .contains("\n  ok    expect_registration  {\"id\":\"")
                    .contains("""
                         -> 14 |   - invoke: {payload: {ping: 1}}
                            15 |     expect: {payload: {ping: 1}}\
                        """);
            assertThat(terminal.cursorLine()).startsWith("shutdown:2/4 +");
            assertThat(terminal.enter("break on extension.event event=SHUTDOWN"))
                    .contains("breakpoint 1: on extension.event event=SHUTDOWN");
            assertThat(terminal.enter("continue"))
                    .containsSubsequence(
                            "\n  ok    invoke  {\"request_id\":",
                            "  *  environment  shutdown start spindown\n",
                            "  >  audit        SHUTDOWN spindown\n",
                            "breakpoint 1: extension.event of audit," + " in the middle of step 3: shutdown");
            assertThat(terminal.enter("print"))
                    .startsWith("type: \"extension.event\"\n")
                    .contains("\nactor: \"audit\"\nevent: \"SHUTDOWN\"\nreason: \"spindown\"\n");
            assertThat(terminal.enter("timeline"))
                    .contains("  *  environment  init start\n", "  <  runtime      response ")
                    .contains("  >  audit        SHUTDOWN spindown");
            assertThat(terminal.enter("step")).contains("\n  ok    shutdown  {\"reason\":");
            terminal.send("finish");
            assertThat(terminal.exit()).isZero();
            terminal.await("1 passed, 0 failed (").assertRestored();
        }
    }

    @Test
    void steps_are_typed_in_both_forms_and_their_results_shown() throws Exception {
        try (var terminal = shutdown().start("repl", "shutdown.yaml")) {
            terminal.awaitPrompt();
            for (var form : new String[] {"- invoke: {payload: {n: 1}}", "invoke: {payload: {n: 2}}"}) {
                assertThat(terminal.enter(form))
                        .contains("environment  invoke done ")
                        .contains("\n  ok    invoke\n        request_id: \"")
                        .contains("\n        payload: {\"n\":" + (form.startsWith("-") ? 1 : 2))
                        .endsWith("\n -> 13 |   - expect_registration: audit");
            }
            assertThat(terminal.enter("print payload.n")).contains("error: nothing is called");
            assertThat(terminal.enter("- {invoke: {payload: {n: 3}}, as: third}"))
                    .contains("payload: {\"n\":3}");
            assertThat(terminal.enter("print third.payload.n")).isEqualTo("3");
            assertThat(terminal.enter("timeline 2 runtime").lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("  <  runtime "));
        }
    }

    @Test
    void a_typing_mistake_is_answered_with_what_was_meant() throws Exception {
        try (var terminal = TerminalSession.in(folder).start("repl")) {
            terminal.awaitPrompt();
            assertThat(terminal.enter("invoke: {paylod: {n: 1}}"))
                    .contains("error: unknown key \"paylod\" in invoke")
                    .contains("          ^^^^^^ did you mean \"payload\"?");
            assertThat(terminal.enter("invok: {payload: 1}")).contains("did you mean \"invoke\"?");
            assertThat(terminal.enter("stpe"))
                    .isEqualTo(
                            "error: \"stpe\" is no command and no step; did you mean \"step\"?" + " (help lists them)");
            assertThat(terminal.enter("break on extension.evnt")).contains("did you mean \"extension.event\"?");
            assertThat(terminal.enter("logs audti")).contains("there is no actor \"audti\"");
        }
    }

    @Test
    void what_was_typed_is_saved_as_a_scenario_that_passes() throws Exception {
        var setting = TerminalSession.in(folder);
        try (var terminal = setting.start("repl")) {
            terminal.awaitPrompt();
            terminal.enter("- {invoke: {payload: {n: 1}}, as: first}");
            terminal.enter("assert: {first.payload.n: 1}");
            terminal.enter("assert: {first.payload.n: 2}");
            terminal.enter("shutdown: spindown");
            assertThat(terminal.enter("save typed.yaml")).isEqualTo("saved 4 steps: simrun typed.yaml");
            assertThat(terminal.enter("save typed.yaml")).startsWith("saved 4 steps");
        }
        assertThat(setting.work().resolve("typed.yaml"))
                .content()
                .contains("  - invoke: {payload: {n: 1}}\n    as: first\n")
                .doesNotContain("first.payload.n: 2");
        var run = Simrun.in(setting.work()).run("typed.yaml");
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void a_failing_step_is_mended_in_the_file_and_the_case_passes() throws Exception {
        var setting = TerminalSession.in(folder).write("fails.yaml", FAILS);
        try (var terminal = setting.start("fails.yaml", "--pause-on-failure")) {
            assertThat(terminal.awaitPrompt().screen())
                    .contains("\n  invoke: payload.n was 1, expected 2\n")
                    .contains("reload reads the edited file")
                    .contains("\nfails:1/2 +");
            setting.write("fails.yaml", FAILS.replace("n: 2", "n: 1"));
            assertThat(terminal.enter("reload")).isEqualTo("""
                reloaded: 2 steps
                 -> 3 |   - invoke: {payload: {n: 1}}
                    4 |     expect: {payload: {n: 1}}\
                """);
            assertThat(terminal.enter("retry"))
                    .contains("\n  ok    invoke  {")
                    .contains("\n -> 5 |   - invoke: {payload: {n: 3}}\n");
            terminal.send("finish");
            assertThat(terminal.exit()).isZero();
            terminal.await("1 passed, 0 failed (");
        }
    }

    @Test
    void an_empty_line_does_the_last_step_again() throws Exception {
        try (var terminal = shutdown().start("repl", "shutdown.yaml")) {
            terminal.awaitPrompt();
            terminal.enter("step");
            terminal.enter("");
            assertThat(terminal.cursorLine()).startsWith("shutdown:3/4 +");
            terminal.enter("list");
            terminal.enter("");
            assertThat(terminal.enter("where")).contains("step 3 of 4: shutdown");
        }
    }
}
