package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private final Options options = Options.of("simrun try", "Tries.")
            .in(Group.CONSOLE)
            .flag("No noise.", "-q", "--quiet")
            .counted("Noise.", "-v", "--verbose")
            .in(Group.RUN)
            .value("N", "A number.", "--seed")
            .values("NAME=VALUE", "A variable.", "-D")
            .values("LINE", "A line to stop at, or several of them, in a text that is longer than a line.", "--break")
            .arguments("FILE", "What to try.");

    @Test
    void usage_is_tables_of_80_columns() {
        assertThat(options.usage()).isEqualTo("""
            Usage: simrun try [OPTION]... [FILE]...
            Tries.

            Arguments:
                  [FILE]...             What to try.

            Run:
                  --seed=N              A number.
              -D NAME=VALUE             A variable.
                  --break=LINE          A line to stop at, or several of them, in a text
                                        that is longer than a line.

            Console:
              -q, --quiet               No noise.
              -v, --verbose             Noise.

            Other:
              -h, --help                Show this help and exit.
            """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a.yaml -q --seed 7 b.yaml | quiet 1 verbose 0 seed [7] -D []         [a.yaml, b.yaml]
        -vqv --seed=7             | quiet 1 verbose 2 seed [7] -D []         []
        -Da=b=c -D d=e -D=f=g     | quiet 0 verbose 0 seed []  -D [a=b=c, d=e, f=g] []
        --verbose -- -q -Da=b     | quiet 0 verbose 1 seed []  -D []         [-q, -Da=b]
        --seed= -                 | quiet 0 verbose 0 seed []  -D []         [-]
        """)
    void what_is_given_is_read(String arguments, String expected) throws Exception {
        var given = parsed(arguments);
        assertThat("quiet %d verbose %d seed %s -D %s %s"
                        .formatted(
                                given.count("--quiet"),
                                given.count("--verbose"),
                                given.values("--seed"),
                                given.values("-D"),
                                given.arguments()))
                .isEqualTo(expected.replaceAll(" +", " "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        --sed 1             | unknown option "--sed"; did you mean "--seed"? (simrun --help lists them)
        -qz                 | unknown option "-qz"; did you mean "-q"? (simrun --help lists them)
        --seed              | --seed needs a value, N
        --seed 1 --seed 2   | --seed is given twice
        -q --quiet          | --quiet is given twice
        --quiet=1           | --quiet takes no value
        """)
    void what_cannot_be_read_is_told(String arguments, String message) {
        assertThatThrownBy(() -> parsed(arguments))
                .isInstanceOf(ExitException.class)
                .hasMessage(message);
    }

    @Test
    void the_environment_gives_what_the_command_line_does_not() throws Exception {
        var environment =
                Map.of("SIMRUN_SEED", "5", "SIMRUN_QUIET", "0", "SIMRUN_VERBOSE", "2", "SIMRUN_BREAK", "3, 18");
        var given = options.parse(List.of("--seed", "7", "--break=4"), environment);
        assertThat(given.value("--seed")).contains("7");
        assertThat(given.values("--break")).containsExactly("4");
        assertThat(given.has("--quiet")).isFalse();
        assertThat(given.count("--verbose")).isEqualTo(2);
        var nothing = options.parse(List.of(), environment);
        assertThat(nothing.value("--seed")).contains("5");
        assertThat(nothing.values("--break")).containsExactly("3", "18");
    }

    @Test
    void a_message_names_what_was_set() throws Exception {
        var environment = Map.of("SIMRUN_SEED", "5");
        assertThat(options.parse(List.of(), environment).named("--seed")).isEqualTo("SIMRUN_SEED");
        assertThat(options.parse(List.of("--seed=1"), environment).named("--seed"))
                .isEqualTo("--seed");
        assertThat(options.parse(List.of(), Map.of()).named("--seed")).isEqualTo("--seed");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "SIMRUN_QUIET, 1, true",
        "SIMRUN_QUIET, TRUE, true",
        "SIMRUN_QUIET, false, false",
        "SIMRUN_QUIET, '', false",
        "SIMRUN_VERBOSE, yes, true",
        "SIMRUN_VERBOSE, no, false",
    })
    void a_variable_switches_a_flag_on_or_off(String name, String value, boolean on) throws Exception {
        var given = options.parse(List.of(), Map.of(name, value));
        assertThat(given.has("--quiet") || given.has("--verbose")).isEqualTo(on);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1, 1", "yes, 1", "TRUE, 1", "3, 3", "0, none", "off, none", "'', none", "some, some"})
    void a_variable_switches_on_what_usually_has_no_value(String value, String expected) throws Exception {
        var some = Options.of("simrun try", "Tries.").optional("N", "1", "How many.", "--some");
        assertThat(some.parse(List.of(), Map.of("SIMRUN_SOME", value))
                        .value("--some")
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void a_variable_that_is_no_switch_is_told() {
        assertThatThrownBy(() -> options.parse(List.of(), Map.of("SIMRUN_QUIET", "loud")))
                .isInstanceOf(ExitException.class)
                .hasMessage("SIMRUN_QUIET takes 1 or 0, not \"loud\"; it stands for --quiet");
    }

    /** Else a CI that installs SIMRUN_VERSION would run nothing, and be green. */
    @Test
    void the_environment_asks_for_neither_help_nor_version() throws Exception {
        var environment = Map.of("SIMRUN_VERSION", "1.2.3", "SIMRUN_HELP", "1", "SIMRUN_D", "a=b");
        var given = options.flag("Print the version.", "-V", "--version").parse(List.of(), environment);
        assertThat(given.has("--version")).isFalse();
        assertThat(given.has("--help")).isFalse();
        assertThat(given.values("-D")).isEmpty();
    }

    private Parsed parsed(String arguments) throws ExitException {
        return options.parse(List.of(arguments.split(" ")), Map.of());
    }
}
