package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.report.ConsoleReport;
import dev.simrun.report.JunitReport;
import dev.simrun.report.Replay;
import dev.simrun.report.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other reports, made again from the JSON Lines of a run. */
class ReplayTest {
    /** Cases by the virtual clock: JSON Lines tell nothing of the real one. */
    private static final String WALL_CLOCK =
            "(?<=\\btime=\")\\d+\\.\\d{3}(?=\")|(?<=\\btimestamp=\")[^\"]*|\\s+\\d+\\.\\d\\ds(?=\n" + ")";

    /** JSON Lines tell of cases and not of how long all took. */
    private static final String WHOLE_TIME = "(?m)^(\\d+ passed, .*) \\(\\d+\\.\\d\\ds\\)$";

    @TempDir
    private Path folder;

    private Path lines() {
        return folder.resolve("run.jsonl");
    }

    private Path junit() {
        return folder.resolve("run.xml");
    }

    /** What a run printed. */
    private String run(String verbosity, Path... scenarios) throws Exception {
        var arguments = new ArrayList<>(List.of("run", "--jsonl", lines().toString()));
        arguments.addAll(List.of("--junit", junit().toString()));
        if (!verbosity.isEmpty()) {
            arguments.add(verbosity);
        }
        for (var one : scenarios) {
            arguments.add(one.toString());
        }
        var out = new ByteArrayOutputStream();
        var console = Main.Console.over(out, new ByteArrayOutputStream(), Map.of());
        var _ = Main.command(arguments, console);
        return out.toString(UTF_8).replaceAll(WHOLE_TIME, "$1");
    }

    /** The same from its lines. */
    private String consoleAgain(int verbosity) throws IOException {
        var run = Replay.of(lines());
        var out = new ByteArrayOutputStream();
        var report = new ConsoleReport(new PrintStream(out, true, UTF_8), false, OptionalInt.empty(), verbosity);
        run.cases().forEach(report::caseFinished);
        report.finish(run, "");
        return out.toString(UTF_8).replaceAll(WHOLE_TIME, "$1");
    }

    private String junitAgain() throws IOException {
        var run = Replay.of(lines());
        var report = new JunitReport(false, new Secrets());
        run.cases().forEach(report::caseFinished);
        var target = folder.resolve("again.xml");
        report.write(run, target);
        return Files.readString(target);
    }

    private static String timeless(String text) {
        return text.replaceAll(WALL_CLOCK, "");
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
        var printed = run("-vv", files.toArray(Path[]::new));
        assertThat(printed).contains("invoke end", " passed, 0 failed");
        assertThat(consoleAgain(2)).isEqualTo(printed);
        assertThat(junitAgain()).isEqualTo(Files.readString(junit()));
    }

    @Test
    void shipped_scenarios_in_virtual_time_are_told_of_but_for_the_wall_clock() throws Exception {
        var printed = run("", Path.of("scenarios/virtual"));
        assertThat(timeless(consoleAgain(0))).isEqualTo(timeless(printed));
        assertThat(timeless(junitAgain())).isEqualTo(timeless(Files.readString(junit())));
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
            var printed = run("-v", files.toArray(Path[]::new));
            assertThat(printed).contains("FAIL");
            assertThat(timeless(consoleAgain(1))).isEqualTo(timeless(printed));
            assertThat(timeless(junitAgain())).isEqualTo(timeless(Files.readString(junit())));
        }
    }
}
