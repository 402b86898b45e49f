package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first words of a command line mean. */
class CommandLineTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write_files() throws IOException {
        Files.createDirectories(folder.resolve("scenarios/fine"));
        for (var name : List.of("shutdown.yaml", "_base.yaml", "notes.txt", "fine/timeout.yml")) {
            Files.writeString(folder.resolve("scenarios").resolve(name), "name: fine\nsteps: [invoke]\n");
        }
    }

    @Test
    void help_is_as_recorded_on_its_page() throws Exception {
        var help = told("--help");
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        Golden.checkPart(Path.of("src/site/markdown/command-line.md"), "help", helpPage(help));
        assertThat(told("help")).isEqualTo(help);
        assertThat(told("help", "--help")).isEqualTo(help);
    }

    private static String helpPage(String help) throws Exception {
        var page = new StringBuilder("\n```text\n" + help + "```\n");
        for (var command : Command.values()) {
            if (command != Command.RUN && command != Command.HELP && command != Command.VERSION) {
                page.append("\n## `simrun ").append(command.word()).append("`\n\n```text\n");
                page.append(told("help", command.word())).append("```\n");
            }
        }
        return page.append('\n').toString();
    }

    @Test
    void the_readme_has_the_table_of_commands() throws Exception {
        var rows = Arrays.stream(Command.values())
                .map(it -> "| `simrun " + it.word() + "` | " + it.text() + " |\n")
                .collect(Collectors.joining("", "\n| command | does |\n| --- | --- |\n", "\n"));
        Golden.checkPart(Path.of("README.md"), "words", rows);
    }

    @Test
    void help_tells_of_each_command_and_of_what_explain_knows() throws Exception {
        for (var command : Command.words()) {
            assertThat(told("help", command))
                    .contains("simrun")
                    .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 80));
        }
        assertThat(told("help", "check")).isEqualTo(told("check", "--help"));
        assertThat(told("help", "shutdown")).isEqualTo(told("explain", "shutdown"));
    }

    @Test
    void exit_codes_are_explained_as_help_has_them() throws Exception {
        var codes = told("explain", "exit-codes");
        assertThat(codes).startsWith("Exit codes\n     0  everything ");
        assertThat(told("--help")).contains(codes.replace("Exit codes\n", "\nExit codes:\n"));
        assertThat(told("explain")).endsWith("\nOf the command line:\nexit-codes\n");
        assertThatThrownBy(() -> told("explain", "exit-code")).hasMessageContaining("did you mean \"exit-codes\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void the_version_is_told(String words) throws Exception {
        assertThat(told(words)).isEqualTo("simrun (development)\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        chekc x        | "chekc" is neither a path nor a command; did you mean the command check?
        shutdown       | "shutdown" is neither a path nor a command; simrun explain shutdown tells what that is
        xyzzy          | "xyzzy" is neither a path nor a command (simrun help lists the commands)
        scenarois      | "scenarois" is neither a path nor a command; did you mean the path scenarios?
        schemas        | "schemas" is neither a path nor a command; did you mean the command schema or the path schema?
        help chekc     | nothing is called "chekc" (simrun explain lists what there is)
        help shutdwon  | nothing is called "shutdwon"; did you mean "shutdown"? (simrun explain lists what there is)
        version 2      | version takes nothing more, not "2"
        run            | run what? name a scenario or a folder, such as scenarios/shutdown.yaml (simrun --help tells more)
        """)
    void a_word_that_means_nothing_is_told_with_what_was_meant(String words, String message) {
        assertThatThrownBy(() -> told(words.split(" ")))
                .isInstanceOf(ExitException.class)
                .hasMessage(message)
                .extracting(it -> ((ExitException) it).code())
                .isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SIMRUN_COLOR   | red  | SIMRUN_COLOR takes auto, always or never, not "red"
        SIMRUN_REFEREE | no   | SIMRUN_REFEREE takes off, warn or fail, not "no"
        SIMRUN_SEED    | x    | SIMRUN_SEED takes a whole number from 0 to 9223372036853775807, not "x"
        SIMRUN_BREAK   | 3, x | SIMRUN_BREAK takes a line's number, not "x"
        SIMRUN_NO_SKIP | x    | SIMRUN_NO_SKIP takes 1 or 0, not "x"; it stands for --no-skip
        """)
    void a_variable_that_will_not_do_is_named(String variable, String value, String message) {
        var console =
                Main.Console.over(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Map.of(variable, value));
        var scenario = folder.resolve("scenarios/shutdown.yaml").toString();
        assertThatThrownBy(() -> Main.command(List.of(scenario), console)).hasMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "scenarios/shutdwon.yaml, scenarios/shutdown.yaml",
        "scenarios/shutdown, scenarios/shutdown.yaml",
        "scenarios/shtdown, scenarios/shutdown.yaml",
        "scenarois/shutdown.yaml, scenarios/shutdown.yaml",
        "scenarois/fien/timeout.yml, scenarios/fine/timeout.yml",
        "scenarois/quite-another.yaml, scenarios",
        "scenarios/notes.text, ",
        "elsewhere/shutdown.yaml, ",
    })
    void the_nearest_path_is_proposed(String given, String meant) throws Exception {
        var nearest = Paths.nearest(folder.resolve(given))
                .map(it -> folder.relativize(it).toString());
        assertThat(nearest.orElse("")).isEqualTo(meant == null ? "" : meant);
        var err = new ByteArrayOutputStream();
        var console = Main.Console.over(new ByteArrayOutputStream(), err, Map.of());
        assertThat(Main.command(List.of("check", folder.resolve(given).toString()), console))
                .isEqualTo(ExitCode.USAGE);
        var remark = meant == null ? "" : "   = did you mean \"" + folder.resolve(meant) + "\"?\n";
        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        "error: there is no such file\n  --> " + folder.resolve(given) + "\n" + remark + "\n1 error\n");
    }

    private static String told(String... words) throws Exception {
        var out = new ByteArrayOutputStream();
        var console = Main.Console.over(out, new ByteArrayOutputStream(), Map.of());
        assertThat(Main.command(List.of(words), console)).isEqualTo(ExitCode.OK);
        return out.toString(UTF_8);
    }
}
