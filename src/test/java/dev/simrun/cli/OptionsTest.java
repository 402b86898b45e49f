package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private final Options options = Options.of("simrun try", "Tries.", "")
            .flag("No noise.", "-q", "--quiet")
            .counted("Noise.", "-v", "--verbose")
            .value("N", "A number.", "--seed")
            .values("NAME=VALUE", "A variable.", "-D")
            .arguments("FILE", "What to try.");

    @Test
    void usage_is_a_table() {
        assertThat(options.usage()).isEqualTo("""
            Usage: simrun try [OPTION]... [FILE]...
            Tries.

                  [FILE]...   What to try.
              -h, --help      Show this help and exit.
              -q, --quiet     No noise.
              -v, --verbose   Noise.
                  --seed=N    A number.
              -D NAME=VALUE   A variable.
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
        var environment = Map.of("SIMRUN_SEED", "5", "SIMRUN_QUIET", "0", "SIMRUN_VERBOSE", "1");
        var given = options.parse(List.of("--seed", "7"), environment);
        assertThat(given.value("--seed")).contains("7");
        assertThat(given.has("--quiet")).isFalse();
        assertThat(given.has("--verbose")).isTrue();
        assertThat(options.parse(List.of(), environment).value("--seed")).contains("5");
    }

    private Options.Parsed parsed(String arguments) throws ExitException {
        return options.parse(List.of(arguments.split(" ")), Map.of());
    }
}
