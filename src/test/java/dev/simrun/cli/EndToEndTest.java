package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit codes and messages as users see them. */
class EndToEndTest {
    private static final Path GOLDEN = Path.of("src/test/resources/cli");

    private static final String LATE = """
        name: an extension acknowledges a planned shutdown
        extensions:
          audit:
            fake: [{when: shutdown, delay: 800ms}]

        steps:
          - expect_registration: audit
          - invoke: {payload: {ping: 1}}
            expect: {payload: {ping: 1}}
          - shutdown: spindown
          - assert_acknowledged: {extension: audit, after: {$lt: 500ms}}
        """;

    private static final String FINE = """
        name: fine
        tags: [smoke]
        vars: {who: world}
        steps:
          - invoke: {payload: {hello: '${vars.who}'}}
            expect: {payload: {hello: world}}
        """;

    private static final String ROWS = """
        name: rows
        tags: [slow]
        cases:
          one: {n: 1}
          two: {n: 2}
        steps:
          - note: 'n is ${case.n}'
        """;

    private static final String NEEDS = """
        name: needs
        requires: [no-such-program-anywhere]
        steps: [note: hi]
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void write_scenarios() throws IOException {
        write("fine.yaml", FINE);
        write("rows.yaml", ROWS);
        write("needs.yaml", NEEDS);
    }

    @Test
    void a_late_acknowledgement_is_told_with_its_place_and_the_timeline() throws Exception {
        write("late.yaml", LATE);
        var run = simrun("late.yaml", "--junit", "junit.xml");
        assertThat(run.exit()).isEqualTo(1);
        Golden.check(
                GOLDEN.resolve("late.out"),
                run.out()
                        .lines()
                        .filter(EndToEndTest::isOrdered)
                        .map(EndToEndTest::withoutTimes)
                        .collect(Collectors.joining("\n", "", "\n")));
        var report = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("junit.xml").toFile());
        var body = report.getElementsByTagName("failure").item(0).getTextContent();
        assertThat(body).contains("after SHUTDOWN, expected less than 500ms");
        assertThat(run.out()).contains(body.strip());
    }

    /** Of the events, only those of one actor come in the same order each time. */
    private static boolean isOrdered(String line) {
        return !line.matches(" +\\d+\\.\\d{3}  . .*") || line.contains("  audit  ");
    }

    private static String withoutTimes(String line) {
        return line.replaceAll("\\d+\\.\\d\\ds$", "0.00s")
                .replaceAll("^(   ->| {5}) +\\d+\\.\\d{3}  ", "$1  0.000  ")
                .replaceAll("(acknowledged |actual: |\\+)[\\d.]+m?s", "$1N ms")
                .replaceAll("[\\d.]+ m?s\\b", "N ms")
                .replaceAll("[0-9a-f]{4}…", "0000…");
    }

    @Test
    void all_mistakes_are_told_at_once_and_nothing_starts() throws Exception {
        write("three.yaml", """
            name: three
            extensions: {audit: {command: [touch, started]}}
            steps:
              - expect_registration: {extention: audit}
              - shutdown: sometime
              - invok: {}
            """);
        var run = simrun("fine.yaml", "three.yaml");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        Golden.check(GOLDEN.resolve("three.err"), run.err());
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        empty.yaml     | 2 | the file is empty
        nothing        | 5 | no scenarios (*.yaml, *.yml) in the folder nothing
        missing.yaml   | 2 | there is no such file
        binary.yaml    | 2 | the file has NUL bytes: not a text file in UTF-8
        large.yaml     | 2 | the file is 10.0 MiB, more than the limit of 3 MiB
        nested.yaml    | 2 | lists and mappings are nested more than 100 deep
        bomb.yaml      | 2 | more than 50 aliases
        """)
    void what_cannot_be_read_is_told_in_one_sentence(String path, int exit, String sentence) throws Exception {
        write("empty.yaml", "");
        write("binary.yaml", "\u007fELF\u0001\u0000\u0000\u0000");
        write("large.yaml", "# 45678\n".repeat(10 * 1024 * 1024 / 8));
        write("nested.yaml", "name: x\nsteps:\n  - note: " + "[".repeat(5000) + "]".repeat(5000));
        write("bomb.yaml", bomb());
        Files.createDirectory(folder.resolve("nothing"));
        var run = simrun(path);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: " + sentence + "\n").hasSizeLessThan(1000);
        assertThat(Pattern.compile("^error: ", Pattern.MULTILINE)
                        .matcher(run.err())
                        .results())
                .hasSize(1);
    }

    private static String bomb() {
        return IntStream.range(1, 10)
                .mapToObj(i -> "  a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)))
                .collect(Collectors.joining("", "name: x\nvars:\n  a0: &a0 [x]\n", "steps: []\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        --frob fine.yaml        | 2 | unknown option "--frob" (simrun --help lists them)
        --junt x fine.yaml      | 2 | unknown option "--junt"; did you mean "--junit"?
        fine.yaml --jsonl .     | 2 | can't write the report .: it is a folder
        fine.yaml --color red   | 2 | --color takes auto, always or never, not "red"
        fine.yaml --referee no  | 2 | --referee takes off, warn or fail, not "no"
        fine.yaml -D who        | 2 | -D takes NAME=VALUE, not "who"
        fine.yaml --tags (      | 2 | --tags: can't read "(" at position 2
        fine.yaml --name nobody | 5 | no case is left by --name and --tags
        explain nonsense        | 2 | nothing is called "nonsense"
        explain shutdwon        | 2 | nothing is called "shutdwon"; did you mean "shutdown"?
        check                   | 2 | check what? name a scenario or a folder
        """)
    void what_cannot_be_done_is_told_in_one_line(String arguments, int exit, String message) throws Exception {
        var run = simrun(arguments.split(" "));
        assertThat(run.err()).startsWith("error: " + message).containsOnlyOnce("\n");
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).as("nothing ran").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        fine.yaml                  | 0 | 1 passed, 0 failed
        rows.yaml                  | 0 | 2 passed, 0 failed
        rows.yaml:5                | 0 | 1 passed, 0 failed
        --name two rows.yaml       | 0 | 1 passed, 0 failed
        --tags not(slow) .         | 0 | 1 passed, 0 failed, 1 skipped
        needs.yaml fine.yaml       | 0 | 1 passed, 0 failed, 1 skipped
        -q fine.yaml               | 0 | 1 passed, 0 failed
        check fine.yaml            | 0 | 1 file, 1 case: ok
        -D who=nobody fine.yaml    | 1 | 0 passed, 1 failed
        --no-skip needs.yaml       | 1 | 0 passed, 0 failed, 1 errored
        --fail-fast -D who=x fine.yaml rows.yaml | 1 | 0 passed, 1 failed, 2 skipped
        """)
    void what_was_run_ends_with_a_summary_and_its_exit_code(String arguments, int exit, String summary)
            throws Exception {
        var run = simrun(arguments.split(" "));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("\n");
        assertThat(run.out().lines().reduce("", (_, last) -> last)).isEqualTo(summary);
        assertThat(run.exit()).isEqualTo(exit);
    }

    @Test
    void explain_schema_and_list_are_as_recorded() throws Exception {
        Golden.check(
                GOLDEN.resolve("explain-shutdown.out"),
                simrun("explain", "shutdown").out());
        Golden.check(Path.of("schema/scenario.schema.json"), simrun("schema").out());
        Golden.check(
                Path.of("schema/jsonl.schema.json"), simrun("schema", "jsonl").out());
        assertThat(simrun("schema", "junit").err())
                .isEqualTo("error: schema of what? of a scenario, of config or of jsonl, not of junit\n");
        assertThat(simrun("list", ".").out()).isEqualTo("""
            fine.yaml:1  fine  (smoke)
            needs.yaml:1  needs
            rows.yaml:4  rows [one]  (slow)
            rows.yaml:5  rows [two]  (slow)
            """);
    }

    @Test
    void more_is_told_when_asked_for() throws Exception {
        assertThat(simrun("-q", "fine.yaml").out()).isEqualTo("1 passed, 0 failed\n");
        assertThat(simrun("fine.yaml").out()).doesNotContain("invoke");
        assertThat(simrun("-v", "fine.yaml").out())
                .containsPattern("\n +[\\d.]+  invoke: \\{payload: .* +ok +[\\d.]+s\n")
                .doesNotContain("runtime");
        assertThat(simrun("-vv", "fine.yaml").out()).containsPattern("\n +[\\d.]+  > +runtime +invoke [0-9a-f]{4}…");
    }

    @Test
    void two_runs_in_virtual_time_write_the_same_but_for_the_command_and_the_wall_clock() throws Exception {
        write("virtual.yaml", """
            name: virtual
            clock: virtual
            function: {timeout: 15m}
            runtime: {fake: [{when: invoke, nth: 2, hang: forever}]}
            extensions:
              audit: {fake: [{when: shutdown, delay: 300ms, print: bye}]}
              other: {}
            steps:
              - invoke
              - {invoke: {}, expect: {outcome: timeout}}
              - http: /2018-06-01/runtime/nxt
                expect: {status: 404}
              - {assert_event: {type: extension.event, reason: failure}}
            """);
        assertThat(simrun("virtual.yaml", "--jsonl", "one.jsonl").exit()).isEqualTo(1);
        assertThat(simrun("virtual.yaml", "--jsonl", "two.jsonl").exit()).isEqualTo(1);
        assertThat(timeless("one.jsonl"))
                .contains("\"type\":\"step\"", "\"rule\":\"unknown-route\"", "bye")
                .isEqualTo(timeless("two.jsonl"));
    }

    private String timeless(String record) throws Exception {
        return Files.readString(folder.resolve(record)).replaceAll("(?m)^\\{\"type\":\"(run|time)\",.*\n", "");
    }

    @Test
    void a_breach_of_the_protocol_is_told_fails_or_is_passed_over() throws Exception {
        write("wrong.yaml", """
            name: wrong
            runtime: none
            steps:
              - http: /2018-06-01/runtime/nxt
                expect: {status: 404}
            """);
        var line = "runtime unknown-route: GET /2018-06-01/runtime/nxt got 404\n";
        var warned = simrun("wrong.yaml");
        assertThat(warned.exit()).isZero();
        assertThat(warned.out()).startsWith("ok    wrong ").contains("\n      referee: " + line);
        var failed = simrun("--referee", "fail", "wrong.yaml", "--jsonl", "run.jsonl");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out())
                .contains("\n  referee: runtime unknown-route: GET ")
                .contains("\n  simrun explain unknown-route tells what to do instead\n");
        assertThat(Files.readString(folder.resolve("run.jsonl")))
                .contains("\"event\":\"referee\",\"actor\":\"runtime\"")
                .contains("\"actor\":\"runtime\",\"rule\":\"unknown-route\",\"message\":\"GET ");
        assertThat(simrun("--referee", "off", "wrong.yaml").out()).doesNotContain("referee");
    }

    @Test
    void colour_is_as_asked_for_and_not_for_a_file() throws Exception {
        var escape = "\u001B[";
        assertThat(simrun("fine.yaml").out()).doesNotContain(escape);
        assertThat(simrun("--color", "always", "fine.yaml").out()).startsWith(escape + "32mok");
        var forced = Simrun.in(folder).with("FORCE_COLOR", "1");
        assertThat(forced.run("fine.yaml").out()).startsWith(escape);
        assertThat(forced.run("--color", "never", "fine.yaml").out()).doesNotContain(escape);
        assertThat(forced.with("NO_COLOR", "1").run("fine.yaml").out()).doesNotContain(escape);
    }

    private Simrun.Outcome simrun(String... arguments) throws Exception {
        return Simrun.in(folder).run(arguments).withoutTraces();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
