package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.simrun.Golden;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code simrun.yaml}: what options are where nothing else is said. */
final class SettingsTest {
    @TempDir
    private Path folder;

    private Settings read(String text) throws Exception {
        var file = Files.writeString(folder.resolve("simrun.yaml"), text);
        return Settings.read(file, RunCommand.options());
    }

    private Parsed parsed(String text, List<String> words, Map<String, String> environment) throws Exception {
        return RunCommand.options().parse(words, environment, read(text));
    }

    @BeforeEach
    void writeScenarios() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "name: a\ntags: [smoke]\nsteps: [note: x]\n");
        Files.writeString(folder.resolve("b.yaml"), "name: b\nsteps: [note: x]\n");
    }

    @Test
    void values_are_as_the_options_take_them() throws Exception {
        var given = parsed("""
            retries: 2
            color: never
            no-skip: true
            quiet: false
            verbose: 2
            fail-fast: true
            exclude: ['drafts/**', old]
            break: 3
            junit: out/junit.xml
            """, List.of(), Map.of());
        assertThat(given.value("--retries")).contains("2");
        assertThat(given.value("--color")).contains("never");
        assertThat(given.has("--no-skip")).isTrue();
        assertThat(given.has("--quiet")).isFalse();
        assertThat(given.count("--verbose")).isEqualTo(2);
        assertThat(given.value("--fail-fast")).contains("1");
        assertThat(given.values("--exclude")).containsExactly("drafts/**", "old");
        assertThat(given.values("--break")).containsExactly("3");
        assertThat(given.value("--junit")).contains("out/junit.xml");
        assertThat(given.value("--seed")).isEmpty();
    }

    @Test
    void the_command_line_comes_first_then_the_environment() throws Exception {
        var text = "retries: 2\nexclude: [x]\nverbose: true\nno-skip: true\nfail-fast: true\n";
        var environment = Map.of(
                "SIMRUN_RETRIES", "3",
                "SIMRUN_VERBOSE", "0",
                "SIMRUN_NO_SKIP", "off",
                "SIMRUN_EXCLUDE", "y",
                "SIMRUN_FAIL_FAST", "false");
        var given = parsed(text, List.of("--retries=4", "--exclude=z"), environment);
        assertThat(given.value("--retries")).contains("4");
        assertThat(given.values("--exclude")).containsExactly("z");
        var set = parsed(text, List.of(), environment);
        assertThat(set.value("--retries")).contains("3");
        assertThat(set.values("--exclude")).containsExactly("y");
        assertThat(set.has("--verbose")).isFalse();
        assertThat(set.has("--no-skip")).isFalse();
        assertThat(set.value("--fail-fast")).isEmpty();
        var neither = parsed(text, List.of(), Map.of("SIMRUN_RETRIES", ""));
        assertThat(neither.value("--retries")).contains("2");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        retrys: 2          | 1:1  | there is no option "retrys" that can be set here                    | did you mean "retries"?
        --retries: 2       | 1:1  | there is no option "--retries" that can be set here                 | write retries, without dashes
        version: true      | 1:1  | there is no option "version" that can be set here                   |
        xyzzy: true        | 1:1  | there is no option "xyzzy" that can be set here                     | simrun --help lists them
        retries: [2]       | 1:10 | retries takes a value, N, not a list                                |
        retries:           | 1:9  | retries takes a value, N, not an empty value                        |
        quiet: loud        | 1:8  | quiet takes true or false, not "loud"                               |
        quiet: 'true'      | 1:8  | quiet takes true or false, not "true"                               |
        verbose: 10        | 1:10 | verbose takes true, false or how many times, up to 9, not "10"      |
        exclude: [a, {b: c}] | 1:10 | exclude takes texts only in its list, not a list                  |
        - retries          | 1:1  | the settings are a mapping of options, not a list                   | such as junit: out/junit.xml
        before: make layer | 1:9  | before takes a list of commands, not "make layer"                   | before: [[make, layer]]
        before: [make, layer] | 1:10 | a command is a list: a program and its arguments, not "make"     | before: [[make, layer]]
        before: [[]]       | 1:10 | a command is a list: a program and its arguments, not an empty one  | before: [[make, layer]]
        """)
    void a_mistake_is_told_with_its_place_and_what_would_do(String text, String place, String message, String more) {
        assertThatThrownBy(() -> read(text + "\n")).isInstanceOfSatisfying(ExitException.class, wrong -> {
            assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
            assertThat(wrong.shown())
                    .startsWith("error: " + message + "\n  --> " + folder.resolve("simrun.yaml") + ":" + place + "\n")
                    .contains("^")
                    .contains(more == null ? "" : more)
                    .endsWith("1 error");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        retries: many      | 1:10 | retries takes a whole number from 0 to 1000000, not "many"
        timeout-scale: 0   | 1:16 | timeout-scale takes a number from 0.1 to 1000, such as 2.5, not "0"
        color: red         | 1:8  | color takes auto, always or never, not "red"
        referee: strict    | 1:10 | referee takes off, warn or fail, not "strict"
        shard: 3           | 1:8  | shard takes I/N
        tags: smoke and    | 1:7  | --tags: can't read "smoke and"
        exclude: ['[']     | 1:10 | --exclude "[" is no glob
        junit: /dev        | 1:8  | can't write the report /dev: it is a folder
        env-file: none.env | 1:11 | --env-file none.env: there is no such file
        """)
    void a_value_that_will_not_do_is_told_with_its_place(String text, String place, String message) throws Exception {
        Files.writeString(folder.resolve("simrun.yaml"), text + "\n");
        var run = Simrun.in(folder).run("a.yaml").withoutTraces();
        assertThat(run.err())
                .startsWith("error: " + message)
                .contains("\n  --> simrun.yaml:" + place + "\n    |\n  1 | ");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void all_mistakes_are_told_at_once() throws Exception {
        Files.writeString(folder.resolve("simrun.yaml"), "retrys: 2\nquiet: loud\n");
        var run = Simrun.in(folder).run("a.yaml");
        assertThat(run.err()).isEqualTo("""
            error: there is no option "retrys" that can be set here
              --> simrun.yaml:1:1
                |
              1 | retrys: 2
                | ^^^^^^ did you mean "retries"?
                = keys are the long names of options, as simrun --help lists them

            error: quiet takes true or false, not "loud"
              --> simrun.yaml:2:8
                |
              2 | quiet: loud
                |        ^^^^

            2 errors
            """);
    }

    @Test
    void a_file_that_says_nothing_is_none() throws Exception {
        assertThat(read("")).isEqualTo(Settings.NONE);
        assertThat(read("# junit: out.xml\n\n")).isEqualTo(Settings.NONE);
    }

    @Test
    void check_and_list_obey_what_concerns_them() throws Exception {
        Files.writeString(
                folder.resolve("simrun.yaml"), "tags: smoke\nretries: 3\nexclude: c.yaml\nbefore: [[false]]\n");
        Files.writeString(folder.resolve("c.yaml"), "name: c\ntags: [smoke]\nsteps: [note: x]\n");
        assertThat(Simrun.in(folder).run("list", ".").out()).isEqualTo("a.yaml:1  a  (smoke)\n");
        assertThat(Simrun.in(folder).run("list", "--tags", "not smoke", ".").out())
                .isEqualTo("b.yaml:1  b\n");
        assertThat(Simrun.in(folder).run("check", ".").out()).isEqualTo("1 file, 1 case: ok\n");
        Files.writeString(folder.resolve("simrun.yaml"), "retrys: 3\n");
        assertThat(Simrun.in(folder).run("check", ".").exit()).isEqualTo(2);
    }

    @Test
    void it_is_no_scenario_and_shards_are_timed_only_where_there_are_some() throws Exception {
        Files.writeString(folder.resolve("simrun.yaml"), "tags: smoke\nname: a\ntimings: none.jsonl\n");
        var run = Simrun.in(folder).run(".");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("1 passed, 0 failed\n");
    }

    @Test
    void what_makes_the_cache_obeys_no_file() throws Exception {
        Files.writeString(folder.resolve("simrun.yaml"), "junit: all.xml\nrepeat: none\nbefore: [[touch, made]]\n");
        var run = Simrun.in(folder)
                .of(Training.class)
                .run(folder.resolve("training").toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(folder.resolve("all.xml")).doesNotExist();
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void the_committed_schema_is_the_generated_one() throws Exception {
        Golden.check(Path.of("schema/config.schema.json"), SettingsSchema.generate());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        {retries: 2, verbose: 2, exclude: [a], before: [[make, layer]], quiet: true, fail-fast: true} | true
        {retrys: 2}         | false
        {quiet: loud}       | false
        {before: [make]}    | false
        {before: [[]]}      | false
        {retries: [2]}      | false
        """)
    void the_schema_allows_what_is_read(String yaml, boolean allowed) throws Exception {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SettingsSchema.generate(), InputFormat.JSON);
        var json = ScenarioText.read(new Source("simrun.yaml", yaml)).toJson().toString();
        assertThat(schema.validate(json, InputFormat.JSON).isEmpty()).isEqualTo(allowed);
        if (allowed) {
            assertThat(read(yaml)).isNotEqualTo(Settings.NONE);
        } else {
            assertThatThrownBy(() -> read(yaml)).isInstanceOf(ExitException.class);
        }
    }
}
