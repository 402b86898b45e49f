package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.report.RecordSchemaTest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other reports, made again from the JSON Lines of a run. */
class ReplayTest {
    private static final List<String> KINDS = List.of("junit", "jsonl", "html", "markdown");

    @TempDir
    private Path folder;

    private Path lines() {
        return folder.resolve("run.jsonl");
    }

    /** Runs scenarios, makes all reports again from the record, and compares; gives what was printed. */
    private String check(String verbosity, List<Path> scenarios, String... options) throws Exception {
        var first = reports("run");
        var arguments = new ArrayList<>(List.of("run", verbosity, "--durations=3"));
        arguments.addAll(List.of(options));
        arguments.addAll(first);
        scenarios.forEach(one -> arguments.add(one.toString()));
        var printed = printed(arguments);
        var again = new ArrayList<>(List.of("report", verbosity, "--durations=3", lines().toString()));
        again.addAll(reports("again"));
        assertThat(printed(again)).isEqualTo(printed);
        RecordSchemaTest.check(lines());
        for (var kind : KINDS) {
            assertThat(folder.resolve("again." + kind)).hasSameTextualContentAs(folder.resolve("run." + kind));
        }
        return printed;
    }

    private List<String> reports(String name) {
        return KINDS.stream()
                .flatMap(kind ->
                        Stream.of("--" + kind, folder.resolve(name + "." + kind).toString()))
                .toList();
    }

    private static String printed(List<String> arguments) throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var _ = Main.command(arguments, Main.Console.over(out, err, Map.of()));
        assertThat(err.toString(UTF_8)).isEmpty();
        return out.toString(UTF_8);
    }

    @Test
    void shipped_scenarios_by_the_real_clock_are_told_of_byte_for_byte() throws Exception {
        var scenarios = Path.of("scenarios");
        var files = new ArrayList<Path>();
        try (var all = Files.walk(scenarios)) {
            all.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.startsWith(scenarios.resolve("virtual")))
                    .filter(file -> !file.getFileName().toString().startsWith("_"))
                    .sorted()
                    .forEach(files::add);
        }
        assertThat(check("-vv", files)).contains("invoke end", "the slowest steps", " passed, 0 failed");
    }

    @Test
    void shipped_scenarios_in_virtual_time_are_told_of_byte_for_byte() throws Exception {
        check("-q", List.of(Path.of("scenarios/virtual")));
    }

    @Test
    void cases_that_do_not_pass_are_told_of_with_all_that_is_said_of_them() throws Exception {
        for (var file : List.of("events", "results", "acknowledgements", "state", "referee")) {
            var rows = Row.all(Path.of("src/test/resources/rows", file + ".yaml"));
            var files = new ArrayList<Path>();
            for (var row : rows.subList(0, Math.min(60, rows.size()))) {
                var scenario = folder.resolve(file + "-" + files.size() + ".yaml");
                var virtual = row.text().contains("\nclock: ") ? "" : "clock: virtual\n";
                files.add(Files.writeString(scenario, row.text() + virtual));
            }
            assertThat(check("-v", files, "--seed=7")).contains("FAIL");
        }
    }

    @Test
    void cases_that_were_run_again_are_told_of_with_the_first_run() throws Exception {
        var count = folder.resolve("count");
        var scenario = Files.writeString(folder.resolve("third.yaml"), """
            name: third
            runtime:
              command:
                - sh
                - -c
                - n=$(cat '%s' 2>/dev/null || echo 0); echo $((n + 1)) >'%1$s'; echo $n; [ $n -ge 3 ] && exit 3; exit 1
            steps:
              - {init: {}, wait: false, expect: {outcome: crash}}
              - expect_event: {type: process.exit, code: 3}
                within: 100ms
            """.formatted(count));
        assertThat(check("-vv", List.of(scenario), "--retries=5")).contains("flaky third", "tried 4 times");
        Files.delete(count);
        assertThat(check("-vv", List.of(scenario), "--retries=2")).contains("FAIL  third", "tried 3 times");
    }
}
