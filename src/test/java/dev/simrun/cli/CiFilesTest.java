package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.simrun.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files for CI systems do what they are for: their commands are run as the system would run them. */
class CiFilesTest {
    /** All of them, as the page shows them. */
    static final List<String> FILES = List.of(
            "github.yml",
            "gitlab-ci.yml",
            "Containerfile",
            "kubernetes-shards.yaml",
            "kubernetes-merge.yaml",
            "batch-job-definition.json",
            "batch-shards.json",
            "batch-merge.json");

    private static final Path FOLDER = Path.of("src/site/resources/ci");

    /** What {@code check.py} exits with where a package of Python is missing. */
    private static final int MISSING = 77;

    private static final int CASES = 7;

    @TempDir
    private Path temp;

    @Test
    void the_page_names_every_file() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(it -> it.getFileName().toString())).containsExactlyInAnyOrderElementsOf(FILES);
        }
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void the_page_shows_a_file_as_it_is(String name) throws IOException {
        var language = name.endsWith(".json") ? "json" : name.equals("Containerfile") ? "dockerfile" : "yaml";
        var shown = "\n```" + language + "\n" + Files.readString(FOLDER.resolve(name)) + "```\n\n";
        Golden.checkPart(Path.of("src/site/markdown/ci.md"), name, shown);
    }

    /** Commands of a system: those of each shard, and that which puts them together. */
    enum Ci {
        GITHUB,
        GITLAB,
        KUBERNETES,
        BATCH;

        /** How many machines its files ask for. */
        int count() throws IOException {
            return switch (this) {
                case GITHUB ->
                    read("github.yml").at("/jobs/shard/strategy/matrix/shard").size();
                case GITLAB -> read("gitlab-ci.yml").at("/scenarios/parallel").intValue();
                case KUBERNETES ->
                    read("kubernetes-shards.yaml").at("/spec/completions").intValue();
                case BATCH ->
                    read("batch-shards.json").at("/arrayProperties/size").intValue();
            };
        }

        String shard(int index) throws IOException {
            return switch (this) {
                case GITHUB ->
                    steps("shard")
                            .replace("${{ matrix.shard }}", Integer.toString(index))
                            .replace("${{ strategy.job-total }}", Integer.toString(count()));
                case GITLAB -> lines(read("gitlab-ci.yml").at("/scenarios/script"));
                case KUBERNETES -> pod("kubernetes-shards.yaml");
                case BATCH -> container("batch-shards.json");
            };
        }

        /** What the system tells a machine, the first of which has the index 1. */
        Map<String, String> variables(int index) throws IOException {
            var number = Integer.toString(index - 1);
            return switch (this) {
                case GITHUB -> Map.of("GITHUB_ACTIONS", "true");
                case GITLAB -> Map.of("CI_NODE_INDEX", "" + index, "CI_NODE_TOTAL", "" + count());
                case KUBERNETES -> Map.of("JOB_COMPLETION_INDEX", number);
                case BATCH -> Map.of("AWS_BATCH_JOB_ARRAY_INDEX", number, "AWS_BATCH_JOB_ARRAY_SIZE", "" + count());
            };
        }

        String merge() throws IOException {
            return switch (this) {
                case GITHUB -> steps("merge");
                case GITLAB -> lines(read("gitlab-ci.yml").at("/all scenarios/script"));
                case KUBERNETES -> pod("kubernetes-merge.yaml");
                case BATCH -> container("batch-merge.json");
            };
        }

        /** Whether a machine whose scenarios fail has done its work: the merge tells of them. */
        boolean passesAShardThatFails() {
            return this == KUBERNETES || this == BATCH;
        }

        private static String steps(String job) throws IOException {
            var steps = read("github.yml").at("/jobs/" + job + "/steps");
            return children(steps)
                    .filter(step -> step.has("run"))
                    .map(step -> step.path("run").asString())
                    .reduce("", (before, step) -> before + step + "\n");
        }

        private static String pod(String file) throws IOException {
            var container = read(file).at("/spec/template/spec/containers/0");
            assertThat(lines(container.path("command"))).isEqualTo("sh\n-c");
            return lines(container.path("args"));
        }

        private static String container(String file) throws IOException {
            var words = children(read(file).at("/containerOverrides/command"))
                    .map(JsonNode::asString)
                    .toList();
            assertThat(words).startsWith("sh", "-c").hasSize(3);
            return words.getLast();
        }

        private static String lines(JsonNode list) {
            return String.join("\n", children(list).map(JsonNode::asString).toList());
        }

        private static Stream<JsonNode> children(JsonNode list) {
            assertThat(list).isNotEmpty();
            return StreamSupport.stream(list.spliterator(), false);
        }

        /** The last document of a file, as a tree. */
        private static JsonNode read(String name) throws IOException {
            var mapper = JsonMapper.shared();
            var text = Files.readString(FOLDER.resolve(name));
            if (name.endsWith(".json")) {
                return mapper.readTree(text);
            }
            var documents = new ArrayList<JsonNode>();
            new Load(LoadSettings.builder().build())
                    .loadAllFromString(text)
                    .forEach(it -> documents.add(mapper.valueToTree(it)));
            return documents.getLast();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shards_and_merge_tell_what_one_run_would_have_told(Ci system) throws Exception {
        var work = Files.createDirectories(temp.resolve("work"));
        var shell = Shell.in(work, Files.createDirectory(temp.resolve("programs")), "simrun/simrun");
        var records = Files.createDirectory(temp.resolve("records"));
        scenarios(Files.createDirectory(work.resolve("scenarios")));
        int failed = 0;
        for (int index = 1; index <= system.count(); index++) {
            var ran = shell.run(system.shard(index).replace("/records", records.toString()), system.variables(index));
            assertThat(ran.exit()).as(ran.out()).isBetween(0, 1);
            failed += ran.exit();
        }
        assertThat(failed).isEqualTo(system.passesAShardThatFails() ? 0 : 1);
        var merged = shell.run(system.merge().replace("/records", records.toString()), Map.of());
        assertThat(merged.exit()).as(merged.out()).isEqualTo(1);
        assertThat(merged.out()).contains("\n%d passed, 1 failed (".formatted(CASES - 1));
        var reports = system.passesAShardThatFails() ? records : work.resolve("out");
        assertThat(Files.readString(reports.resolve("all.xml"))).contains("tests=\"" + CASES + "\" failures=\"1\"");
        assertThat(reports.resolve("all.jsonl")).isNotEmptyFile();
    }

    private static void scenarios(Path folder) throws IOException {
        var rows = IntStream.range(0, CASES)
                .mapToObj(n -> "row " + n + ": {n: " + n + "}")
                .toList();
        Files.writeString(folder.resolve("rows.yaml"), """
            name: all but the first pass
            clock: virtual
            cases: {%s}
            steps: [{assert: {case.n: {$gt: 0}}}]
            """.formatted(String.join(", ", rows)));
    }

    @Test
    void the_makers_of_the_systems_take_the_files() throws Exception {
        assertThat(mistakes(FOLDER)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        github.yml                | runs-on:      | run-on:       | jobs.shard
        gitlab-ci.yml             | parallel: 5   | parallel: few | scenarios.parallel
        kubernetes-shards.yaml    | completions   | completion    | Job.spec.completion is no key of V1JobSpec
        kubernetes-merge.yaml     | [sh, -c]      | sh            | containers[0].command is not a list
        batch-job-definition.json | "attempts": 2 | "attempts": "2" | retryStrategy.attempts
        batch-shards.json         | "size"        | "sizes"       | "sizes"
        batch-merge.json          | jobQueue      | jobKueue      | jobQueue
        """)
    void a_mistake_in_a_file_is_found(String name, String right, String wrong, String told) throws Exception {
        for (var file : FILES) {
            var text = Files.readString(FOLDER.resolve(file));
            Files.writeString(temp.resolve(file), file.equals(name) ? text.replace(right, wrong) : text);
        }
        assertThat(Files.readString(FOLDER.resolve(name))).contains(right);
        assertThat(mistakes(temp)).startsWith(name + ": ").contains(told);
    }

    private String mistakes(Path folder) throws Exception {
        Tools.require("python3");
        var process = new ProcessBuilder("python3", "src/test/resources/ci/check.py", folder.toString())
                .redirectError(temp.resolve("errors.txt").toFile())
                .start();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() == MISSING) {
            if (Tools.isCi()) {
                fail(out);
            }
            Assumptions.abort(out.strip());
        }
        assertThat(process.exitValue())
                .as(Files.readString(temp.resolve("errors.txt")))
                .isZero();
        return out;
    }
}
