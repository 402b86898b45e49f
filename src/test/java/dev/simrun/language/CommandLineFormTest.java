package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.source.BlockText;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command line as the list that is to be written in its place. */
class CommandLineFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "python3 app.py | [python3, app.py]",
                "  ./a   b\tc | [./a, b, c]",
                "python3 app.py --x \"a b\" | [python3, app.py, --x, a b]",
                "sh -c 'echo hi && exec ./bootstrap' | [sh, -c, echo hi && exec ./bootstrap]",
                "node app.js > log.txt | [sh, -c, node app.js > log.txt]",
                "echo $HOME | [sh, -c, echo $HOME]",
                "a 'it''s' x\"y\"z | [a, its, xyz]",
                "a '1' \"\" | [a, '1', '']",
                "a 'b: c' [d] | [a, 'b: c', '[d]']",
            })
    void a_line_is_split_as_a_shell_splits_it(String line, String list) {
        assertThat(CommandLine.list(line)).isEqualTo(list);
        assertThat(BlockText.inline(ScenarioText.read(new Source("x", list)).toJson()))
                .isEqualTo(list);
    }
}
