package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {
    @Test
    void the_page_has_the_generated_table_of_commands() throws IOException {
        Golden.checkPart(Path.of("src/site/markdown/debugger.md"), "commands", table());
    }

    private static String table() {
        return Arrays.stream(Command.values())
                .map(it -> "| `" + it.usage().replace("|", "\\|") + "` | " + it.text() + " |\n")
                .collect(Collectors.joining("", "\n| command | does |\n| --- | --- |\n", "\n"));
    }

    @Test
    void no_two_commands_share_a_name() {
        var names = Arrays.stream(Command.values())
                .flatMap(it -> Stream.concat(Stream.of(it.word()), it.aliases().stream()))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }
}
