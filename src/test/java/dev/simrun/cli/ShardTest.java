package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a run on several machines, and their merge; in this JVM, for there are many. */
final class ShardTest {
    private static final int COUNT = 5;

    /** How long things took. */
    private static final String TIMES =
            "\\s+\\d+\\.\\d\\ds(?=\n)| \\(\\d+\\.\\d\\ds\\)(?=\n)|(?<=time=\")[^\"]*" + "|(?<=timestamp=\")[^\"]*";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeScenarios() throws Exception {
        Files.writeString(folder.resolve("b.yaml"), """
            name: rows
            clock: virtual
            cases: {z: {n: 1}, y: {n: 1}, x: {n: 2}, w: {n: 1}, v: {n: 1}, u: {n: 1}, t: {n: 1}, s: {n: 1}, r: {n: 1}}
            steps: [{note: hello}, {assert: {case.n: 1}}]
            """);
        Files.writeString(folder.resolve("a.yaml"), """
            name: real
            cases: {one: {n: 1}, two: {n: 2}}
            steps: [{note: '${case.n}'}]
            """);
        Files.writeString(
                folder.resolve("c.yaml"), "name: skipped\\nskip: later\\nsteps: [note: x]\\n".translateEscapes());
    }

    private record Ran(int exit, String out, String err) {}

    private static Ran run(Map<String, String> environment, List<String> arguments) throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = Main.Console.over(out, err, environment);
        int exit;
        try {
            exit = Main.command(arguments, console).status();
        } catch (ExitException wrong) {
            console.err().println("error: " + wrong.getMessage());
            exit = wrong.code().status();
        }
        console.out().flush();
        console.err().flush();
        return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Ran shard(int index, Map<String, String> environment, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of(folder.toString(), "--jsonl", record(index)));
        arguments.addAll(List.of(options));
        return run(environment, arguments);
    }

    private String record(int index) {
        return folder.resolve("out/shard-" + index + ".jsonl").toString();
    }

    private String[] records() {
        return IntStream.rangeClosed(1, COUNT).mapToObj(this::record).toArray(String[]::new);
    }

    private Ran merge(String... arguments) throws Exception {
        return run(
                Map.of(),
                Stream.concat(Stream.of("merge"), Stream.of(arguments)).toList());
    }

    private static Map<String, String> variables(String system, int index) {
        var zeroBased = String.valueOf(index - 1);
        return switch (system) {
            case "Bazel" -> Map.of("TEST_SHARD_INDEX", zeroBased, "TEST_TOTAL_SHARDS", "5", "CI_NODE_INDEX", "1");
            case "CircleCI" -> Map.of("CIRCLE_NODE_INDEX", zeroBased, "CIRCLE_NODE_TOTAL", "5");
            case "Buildkite" -> Map.of("BUILDKITE_PARALLEL_JOB", zeroBased, "BUILDKITE_PARALLEL_JOB_COUNT", "5");
            case "GitLab" -> Map.of("CI_NODE_INDEX", String.valueOf(index), "CI_NODE_TOTAL", "5");
            case "AWS Batch" -> Map.of("AWS_BATCH_JOB_ARRAY_INDEX", zeroBased, "AWS_BATCH_JOB_ARRAY_SIZE", "5");
            default -> Map.of("JOB_COMPLETION_INDEX", zeroBased);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bazel", "CircleCI", "Buildkite", "GitLab", "AWS Batch", "Kubernetes"})
    void shards_run_every_case_once_and_are_merged_to_what_one_run_tells(String system) throws Exception {
        var xml = folder.resolve("out/whole.xml");
        var whole = run(Map.of(), List.of("-v", folder.toString(), "--junit", xml.toString()));
        assertThat(whole.exit()).isEqualTo(1);
        var option = system.equals("Kubernetes") ? "auto/5" : "auto";
        for (int index = 1; index <= COUNT; index++) {
            var ran = shard(index, variables(system, index), "--shard", option);
            assertThat(ran.err()).isEqualTo("notice: shard %d of 5, as %s says\n".formatted(index, system));
        }
        var merged = folder.resolve("out/merged.xml");
        var ran = merge(Stream.concat(Stream.of("-v", "--junit", merged.toString()), Stream.of(records()))
                .toArray(String[]::new));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isEqualTo(whole.exit());
        assertThat(timeless(ran.out())).isEqualTo(timeless(whole.out()));
        assertThat(timeless(Files.readString(merged))).isEqualTo(timeless(Files.readString(xml)));
    }

    private static String timeless(String text) {
        return text.replaceAll(TIMES, "")
                .replaceAll("(?m)^ +\\d+\\.\\d{6}.*\n", "")
                .replaceAll("\\d+\\.\\d{3}", "");
    }

    @Test
    void what_is_merged_can_be_told_again() throws Exception {
        for (int index = 1; index <= COUNT; index++) {
            shard(index, Map.of(), "--shard", index + "/5");
        }
        var lines = folder.resolve("out/merged.jsonl").toString();
        var ran = merge(
                Stream.concat(Stream.of("--jsonl", lines), Stream.of(records())).toArray(String[]::new));
        assertThat(run(Map.of(), List.of("report", lines)).out()).isEqualTo(ran.out());
    }

    @Test
    void only_all_shards_of_one_plan_are_merged() throws Exception {
        for (int index = 1; index <= COUNT; index++) {
            shard(index, Map.of(), "--shard", index + "/5");
        }
        run(
                Map.of(),
                List.of(
                        folder.toString(),
                        "--jsonl",
                        folder.resolve("out/whole.jsonl").toString()));
        shard(6, Map.of(), "--shard", "3/5", "--name", "rows");
        shard(7, Map.of(), "--shard", "3/4");
        var one = record(1);
        var two = record(2);
        assertThat(merge(one, two, record(3)).err()).isEqualTo("error: shards 4, 5 are missing of 5\n");
        assertThat(merge(one, two, record(3), record(5)).err()).isEqualTo("error: shard 4 is missing of 5\n");
        assertThat(merge(one, two, one).err())
                .isEqualTo("error: shard 1 of 5 is there twice: " + one + " and " + one + "\n");
        assertThat(merge(one, record(6)).err())
                .startsWith("error: " + record(6) + " has another plan than " + one + ": 9 cases in 5 shards, ")
                .contains(", and 12 cases in 5 shards, ")
                .endsWith("; all shards need the same files, options and number\n");
        assertThat(merge(one, record(7)).err()).contains(": 12 cases in 4 shards, ");
        assertThat(merge(folder.resolve("out/whole.jsonl").toString()).err())
                .endsWith("/out/whole.jsonl is of a whole run, not of a shard: simrun report tells of it\n");
        var none = merge();
        assertThat(none.err()).isEqualTo("error: merge what? name what --jsonl wrote of every shard\n");
        assertThat(none.exit()).isEqualTo(2);
    }

    @Test
    void shards_that_were_judged_otherwise_or_ended_early_do_not_pass_for_the_whole() throws Exception {
        shard(3, Map.of(), "--shard", "2/2", "--name", "real", "--referee", "fail");
        shard(4, Map.of(), "--shard", "1/2", "--name", "real");
        shard(5, Map.of(), "--shard", "2/2", "--name", "real");
        assertThat(merge(record(4), record(3)).err())
                .isEqualTo("error: %s was run by simrun (development) --referee fail, and %s by simrun (development)"
                                .formatted(record(3), record(4))
                        + " --referee warn; all shards need the same\n");
        assertThat(merge(record(4), record(5)).exit()).isZero();
        var file = Path.of(record(5));
        Files.writeString(file, Files.readString(file).replace("\"exit\":0}", "\"exit\":143}"));
        assertThat(merge(record(4), record(5)).exit()).isEqualTo(143);
        Files.writeString(file, Files.readString(file).replace("\"cases\":[2]", "\"cases\":[7]"));
        assertThat(merge(record(4), record(5)).err()).isEqualTo("error: " + file + " has case 7 of a plan of 2\n");
    }

    @Test
    void a_record_is_not_written_over_the_times_that_it_was_shared_out_by() throws Exception {
        shard(1, Map.of());
        var ran = shard(1, Map.of(), "--shard", "1/2", "--timings", record(1));
        assertThat(ran.err()).isEqualTo("error: --jsonl " + record(1) + ": that is what --timings reads\n");
        assertThat(cases(record(1))).hasSize(12);
    }

    /** The lines of an earlier run in which one case took so long, and all others a second. */
    private String timings(String name, String slow) throws Exception {
        var file = folder.resolve("out/" + name);
        run(Map.of(), List.of(folder.toString(), "--jsonl", file.toString()));
        var lines = new ArrayList<String>();
        var isSlow = false;
        for (var line : Files.readAllLines(file)) {
            isSlow = line.startsWith("{\"type\":\"case\"") ? line.contains("\"row\":\"" + slow + "\"") : isSlow;
            lines.add(line.replaceAll(
                    "(\"type\":\"time\",\"case\".*\"duration\":)[0-9.]+", "$1" + (isSlow ? "9" : "1") + ".000000"));
        }
        return Files.write(file, lines).toString();
    }

    private List<String> cases(String record) throws Exception {
        return Files.readAllLines(Path.of(record)).stream()
                .filter(line -> line.startsWith("{\"type\":\"case\""))
                .map(line -> line.replaceAll(".*\"row\":\"(\\w+)\".*|.*\"name\":\"(\\w+)\".*", "$1$2"))
                .toList();
    }

    @Test
    void with_times_of_an_earlier_run_the_longest_come_first_each_into_the_shard_that_has_least() throws Exception {
        var timings = timings("timings.jsonl", "x");
        shard(1, Map.of(), "--shard", "1/2", "--timings", timings);
        shard(2, Map.of(), "--shard", "2/2", "--timings", timings);
        var long_ = cases(record(1));
        var others = cases(record(2));
        assertThat(long_).contains("x").hasSizeLessThan(4);
        assertThat(others).hasSize(12 - long_.size()).doesNotContainAnyElementsOf(long_);
        assertThat(merge(record(1), record(2)).exit()).isEqualTo(1);
        var other = timings("other.jsonl", "one");
        shard(2, Map.of(), "--shard", "2/2", "--timings", other);
        assertThat(merge(record(1), record(2)).err()).contains(": were both run with the same --timings?\n");
    }

    @Test
    void a_shard_without_a_case_has_passed() throws Exception {
        var ran = shard(1, Map.of(), "--shard", "20/20");
        assertThat(ran.exit()).isZero();
        assertThat(timeless(ran.out())).isEqualTo("0 passed, 0 failed\n");
        assertThat(cases(record(1))).isEmpty();
    }

    @Test
    void bazel_is_obeyed_without_an_option() throws Exception {
        var status = folder.resolve("out/status");
        var xml = folder.resolve("out/bazel.xml");
        Files.createDirectories(folder.resolve("out"));
        var variables = Map.of(
                "TEST_SHARD_INDEX", "1",
                "TEST_TOTAL_SHARDS", "3",
                "TEST_SHARD_STATUS_FILE", status.toString(),
                "XML_OUTPUT_FILE", xml.toString(),
                "TESTBRIDGE_TEST_ONLY", "rows");
        var ran = shard(1, variables);
        assertThat(ran.err()).isEqualTo("notice: shard 2 of 3, as Bazel says\n");
        assertThat(cases(record(1))).hasSize(3);
        assertThat(status).exists();
        assertThat(Files.readString(xml)).contains("tests=\"3\"");
    }

    @Test
    void elsewhere_the_variables_of_bazel_mean_nothing() throws Exception {
        var xml = folder.resolve("out/bazel.xml");
        shard(1, Map.of("XML_OUTPUT_FILE", xml.toString(), "TESTBRIDGE_TEST_ONLY", "rows", "TEST_TOTAL_SHARDS", "0"));
        assertThat(cases(record(1))).hasSize(12);
        assertThat(xml).doesNotExist();
        shard(1, Map.of("BAZEL_TEST", "1", "XML_OUTPUT_FILE", xml.toString(), "TEST_TOTAL_SHARDS", "0"));
        assertThat(cases(record(1))).hasSize(12);
        assertThat(xml).exists();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        --shard=6/5             | --shard takes I/N, as in 2/5, with I from 1 to N and N up to 10000, or auto, or auto/N, not "6/5"
        --shard=0/5             | --shard takes I/N, as in 2/5, with I from 1 to N and N up to 10000, or auto, or auto/N, not "0/5"
        --shard=1               | --shard takes I/N, as in 2/5, with I from 1 to N and N up to 10000, or auto, or auto/N, not "1"
        --shard=1/2/3           | --shard takes I/N, as in 2/5, with I from 1 to N and N up to 10000, or auto, or auto/N, not "1/2/3"
        --shard=auto/x          | --shard takes I/N, as in 2/5, with I from 1 to N and N up to 10000, or auto, or auto/N, not "auto/x"
        --shard=auto            | Kubernetes says which shard this is, not of how many: --shard auto/N
        --shard=auto/2          | Kubernetes says that this is shard 4 of 2, counted from 1
        --timings=x.jsonl       | --timings is for --shard
        """)
    void what_is_no_shard_is_told(String option, String message) throws Exception {
        var ran = shard(1, Map.of("JOB_COMPLETION_INDEX", "3"), option);
        assertThat(ran.err()).isEqualTo("error: " + message + "\n");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void what_no_system_says_is_told() throws Exception {
        assertThat(shard(1, Map.of(), "--shard", "auto").err())
                .startsWith("error: --shard auto finds no system that says which shard this is; looked for "
                        + "TEST_SHARD_INDEX (Bazel), CIRCLE_NODE_INDEX (CircleCI), ");
        var gitlab = Map.of("CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "5");
        assertThat(shard(1, gitlab, "--shard", "auto/4").err())
                .isEqualTo("error: --shard auto/4: GitLab says that there are 5\n");
        assertThat(shard(1, Map.of("SIMRUN_SHARD", "2/5")).exit()).isZero();
    }
}
