package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.LeftOut;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonlReportTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void the_lines_of_a_mixed_run() throws IOException {
        var rows = Results.file("rows.yaml");
        var twice = List.of(Results.late(Results.shutdown()), Results.inFinally(rows));
        Golden.check(
                Results.golden("mixed.jsonl"),
                written(Results.run(
                        Results.passed(),
                        Results.result(Results.shutdown(), Verdict.FAILED, twice, Results.timeline()),
                        Results.unrun(rows, 1, Verdict.SKIPPED, "not run"))));
    }

    @Test
    void every_line_is_json_and_names_its_case() throws IOException {
        var lines = lines(Results.run(Results.passed(), Results.failed()));
        assertThat(lines.getFirst().path("type").asString()).isEqualTo("run");
        assertThat(lines.getLast().path("type").asString()).isEqualTo("summary");
        assertThat(lines.get(lines.size() - 2).path("type").asString()).isEqualTo("time");
        assertThat(lines.subList(1, lines.size() - 2))
                .filteredOn(line -> !line.path("type").asString().equals("source"))
                .hasSize(lines.size() - 4)
                .allSatisfy(line -> assertThat(line.path("case").asInt()).isBetween(1, 2));
    }

    @Test
    void durations_in_fields_are_seconds() throws IOException {
        var after = Duration.ofNanos(61_000_001_500L);
        var fact = new Fact.ExtensionAcknowledged(Fact.ExtensionAcknowledged.By.NEXT, after);
        var event = new Event(1, Duration.ofMillis(5), 1, "audit", fact);
        var run = Results.run(Results.result(Results.shutdown(), Verdict.PASSED, List.of(), List.of(event)));
        assertThat(written(run)).contains("\"at\":0.005000,").contains("\"after\":61.000001");
    }

    @Test
    void whatever_a_process_writes_stays_one_line_of_json() throws IOException {
        var log = Results.log(1, "stdout", "a\nb \u0000 \uD800 \u2028 \u001B[31m 😀");
        var run = Results.run(Results.result(Results.shutdown(), Verdict.PASSED, List.of(), List.of(log)));
        var line = lines(run).get(3);
        assertThat(line.path("fields").path("line").asString()).isEqualTo("a\nb \u0000 ? \u2028 \u001B[31m 😀");
    }

    @Test
    void a_run_before_the_one_that_passed_is_told_whole_before_it() throws IOException {
        var first = List.of(Results.late(Results.file("rows.yaml")));
        var lines = lines(Results.run(
                Results.flaky(Results.result(Results.shutdown(), Verdict.FAILED, first, Results.timeline()))));
        var types = lines.stream().map(line -> line.path("type").asString()).toList();
        int events = Results.timeline().size();
        assertThat(types.subList(0, 3)).containsExactly("run", "source", "case");
        assertThat(types.subList(3, 3 + events)).containsOnly("event");
        var rest = types.subList(types.indexOf("step"), types.size()).stream()
                .filter(type -> !type.equals("step") && !type.equals("event"))
                .toList();
        assertThat(rest).containsExactly("source", "time", "attempt", "time", "result", "time", "summary");
        var attempt = lines.get(types.indexOf("attempt"));
        assertThat(attempt.path("verdict").asString()).isEqualTo("failed");
        assertThat(attempt.path("failures").path(0).path("file").asString()).isEqualTo("scenarios/rows.yaml");
    }

    @Test
    void what_there_was_no_room_for_is_told() throws IOException {
        var lines = lines(Results.run(Results.leavingOut(new LeftOut(7, 9, 2, 3))));
        assertThat(lines.get(lines.size() - 3).path("left_out").toString()).isEqualTo("{\"log\":7,\"other\":2}");
        assertThat(written(Results.run(Results.failed()))).doesNotContain("left_out");
    }

    @Test
    void what_was_not_met_is_told_with_its_place() throws IOException {
        var lines = lines(Results.run(Results.remarked("the fault met nothing")));
        assertThat(lines.get(lines.size() - 3).path("notes").toString())
                .isEqualTo("[{\"text\":\"the fault met nothing\",\"file\":\"scenarios/shutdown.yaml\",\"line\":13,"
                        + "\"column\":5,\"width\":5}]");
        assertThat(written(Results.run(Results.passed()))).doesNotContain("notes\":[{");
    }

    @Test
    void nobody_sees_the_report_before_the_run_has_ended() throws IOException {
        var run = Results.run(Results.passed());
        var target = Files.writeString(folder.resolve("run.jsonl"), "old");
        try (var report = JsonlReport.begin(target, Results.RUN, new Secrets())) {
            Results.tell(report, run);
            assertThat(target).content().isEqualTo("old");
            assertThat(names()).containsExactly("run.jsonl");
            report.finish(run, 1);
            assertThat(target).content().startsWith("{\"type\":\"run\"");
            assertThat(names()).containsExactly("run.jsonl");
        }
    }

    @Test
    void report_of_a_run_that_ends_otherwise_changes_nothing() throws IOException {
        var target = Files.writeString(folder.resolve("run.jsonl"), "old");
        try (var report = JsonlReport.begin(target, Results.RUN, new Secrets())) {
            Results.tell(report, Results.run(Results.passed()));
        }
        assertThat(target).content().isEqualTo("old");
        assertThat(names()).containsExactly("run.jsonl");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<JsonNode> lines(RunResult run) throws IOException {
        var lines = new ArrayList<JsonNode>();
        written(run).lines().forEach(line -> lines.add(JSON.readTree(line)));
        return lines;
    }

    private String written(RunResult run) throws IOException {
        var target = folder.resolve("run.jsonl");
        try (var report = JsonlReport.begin(target, Results.RUN, new Secrets())) {
            Results.tell(report, run);
            report.finish(run, 1);
        }
        return Files.readString(target);
    }
}
