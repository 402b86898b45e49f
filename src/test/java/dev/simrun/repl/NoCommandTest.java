package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.source.ScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a line that is no step and no command. */
class NoCommandTest {
    private static final String FILE = "name: x\nextensions: {audit: {}}\nsteps: [init]\n";

    private static boolean reads(String step) {
        try {
            return !Steps.typed(Steps.file(FILE), step).isEmpty();
        } catch (ScenarioException wrong) {
            return false;
        }
    }

    private static String message(String word, String rest) {
        return new NoCommand(word, rest, Command.meant(word)).message(NoCommandTest::reads);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        assert_acknowledged | audit            | : type assert_acknowledged: audit
        assert_acknowledged | audit:           | : type assert_acknowledged: audit
        assert_acknowledged | nobody           | : type assert_acknowledged: nobody
        assert_acknowledged | audit next       | : type assert_acknowledged: {extension: audit, by: next}
        invoke              | {"n": 1}         | : type invoke: {payload: {"n": 1}}
        invoke              | {payload: 1}     | : type invoke: {payload: 1}
        invoke              | payload: {n: 1}  | : type invoke: {payload: {n: 1}}
        invoke              | 5                | : type invoke: 5
        signal              | audit SIGKILL    | : type signal: {actor: audit, signal: SIGKILL}
        signal              | audit            | : type signal: audit
        shutdown            | spindown         | : type shutdown: spindown
        expect_log          | runtime a, b: c  | : type expect_log: {from: runtime, line: "a, b: c"}
        expect_log          | from: runtime    | : type expect_log: {from: runtime}
        assert_event        | type: freeze, count: 0 | : type assert_event: {type: freeze, count: 0}
        sleep               | 2s               | : type sleep: 2s
        sleep               | 2                | , as in sleep: 100ms
        note                | well: done       | : type note: {well: done}
        note                | so, well: done   | : type note: "so, well: done"
        """)
    void a_step_without_its_colon_is_shown_as_it_must_be(String word, String rest, String line) {
        assertThat(message(word, rest)).isEqualTo("a colon is missing after the step's key \"" + word + "\"" + line);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        freeze              | now              | freeze takes nothing, not "now"
        re                  | ``               | "re" can be retry, reload or restart
        st                  | 3                | "st" can be step or state
        asert_event         | x                | "asert_event" is no command and no step; did you mean "assert_event"? (help lists them)
        garbage             | ``               | "garbage" is no command and no step (help lists them)
        """)
    void what_is_neither_is_told_so(String word, String rest, String message) {
        assertThat(message(word, rest)).isEqualTo(message);
    }

    @Test
    void a_command_is_known_by_its_first_letters_where_no_other_begins_so() {
        assertThat(Command.meant("cont")).containsExactly(Command.CONTINUE);
        assertThat(Command.meant("time")).containsExactly(Command.TIMELINE);
        assertThat(Command.meant("brea")).containsExactly(Command.BREAK);
        assertThat(Command.meant("breakp")).containsExactly(Command.BREAKPOINTS);
        assertThat(Command.meant("s")).as("an alias").containsExactly(Command.STEP);
        assertThat(Command.meant("exit")).containsExactly(Command.QUIT);
        assertThat(Command.meant("exi")).isEmpty();
        assertThat(Command.meant("")).isEmpty();
    }
}
