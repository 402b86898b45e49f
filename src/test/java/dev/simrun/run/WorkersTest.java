package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.language.ScenarioReader;
import dev.simrun.report.ConsoleReport;
import dev.simrun.report.JsonlReport;
import dev.simrun.report.JunitReport;
import dev.simrun.report.RunInfo;
import dev.simrun.report.Secrets;
import dev.simrun.run.Runner.Planned;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a thread of ours throws ends the run: nobody waits for it, and the reports say what it was. */
class WorkersTest {
    /** Far less than the cases' timeouts of a minute. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final RunOptions OPTIONS = new RunOptions(false, RefereeMode.WARN, Seeds.USUAL);

    private static final Map<String, String> SCENARIOS =
            Map.of("real", """
                function: {timeout: 1s}
                runtime: {fake: [{when: invoke, print: hello, hang: forever}]}
                steps:
                  - invoke: {}
                    expect: {outcome: timeout}
                  - shutdown: spindown
                """, "process", """
                extensions:
                  real: {command: [sh, -c, 'echo hello; exit 3']}
                steps:
                  - invoke: {}
                """, "played", """
                runtime: none
                extensions: {audit: {fake: [{when: shutdown, exit: 0}]}}
                steps:
                  - expect_registration: audit
                  - invoke: {}
                    wait: false
                  - http: {path: /2018-06-01/runtime/invocation/next}
                  - note: hello
                  - shutdown: spindown
                """, "virtual", """
                clock: virtual
                function: {timeout: 1s}
                runtime: {fake: [{when: invoke, hang: forever}]}
                steps:
                  - invoke: {}
                    wait: false
                  - expect_event: {type: invoke.start}
                  - fault: {at: runtime_api, match: {path: /2018-06-01/ping}, delay: 500ms}
                  - http: {path: /2018-06-01/ping}
                    wait: false
                  - sleep: 5s
                  - shutdown: spindown
                """);

    @TempDir
    private Path folder;

    /** Does what nobody expects of it at an event that such a thread records. */
    private record AtEvent(Predicate<Event> when, Runnable action) implements RunListener {
        @Override
        public void event(CaseInfo info, Event event) {
            if (when.test(event)) {
                action.run();
            }
        }
    }

    /** How a run went, and what its reports say. */
    private record Ran(RunResult result, Optional<Throwable> fault, String console, String junit, String jsonl) {}

    private Ran run(String scenario, RunListener listener) throws Exception {
        var path = folder.resolve("x.yaml");
        Files.writeString(path, "name: x\n" + scenario);
        var file = ScenarioReader.read(path, "x.yaml", Map.of(), Map.of());
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var console = new ConsoleReport(print, false, OptionalInt.empty(), 0);
        var junit = new JunitReport(false, "here", new Secrets());
        var jsonl = folder.resolve("x.jsonl");
        var xml = folder.resolve("x.xml");
        try (var lines = JsonlReport.begin(
                        jsonl,
                        RunInfo.here("test", List.of(), "warn", OptionalLong.empty(), Optional.empty()),
                        new Secrets());
                var runner = new Runner(RunListener.all(List.of(console, junit, lines, listener)), OPTIONS)) {
            var planned = new Planned(file, file.cases().getFirst());
            var result = runner.run(List.of(planned, planned));
            console.finish(result, "");
            junit.write(result, xml);
            lines.finish(result, 3);
            return new Ran(
                    result,
                    runner.fault(),
                    out.toString(StandardCharsets.UTF_8),
                    Files.readString(xml),
                    Files.readString(jsonl));
        }
    }

    @ParameterizedTest(name = "{1} at {2} of a {0} case")
    @CsvSource({
        "played, simrun-steps, note",
        "real, simrun-timers, invoke.timeout",
        "real, simrun-host, process.signal",
        "real, simrun-fake-runtime, log",
        "process, simrun-out-, log",
        "process, simrun-reap-, process.exit",
        "played, simrun-fake-audit, process.exit",
        "played, '', extension.register",
        "virtual, simrun-, invoke.timeout",
        "virtual, simrun-http, invoke.timeout",
    })
    void whatever_a_worker_throws_ends_the_run_soon_and_is_reported(String scenario, String thread, String type)
            throws Exception {
        long start = System.nanoTime();
        Runnable bug = () -> {
            throw new IllegalStateException("made up");
        };
        var ran = run(SCENARIOS.getOrDefault(scenario, ""), new AtEvent(on(thread, type), bug));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertReported(ran, "java.lang.IllegalStateException: made up");
    }

    private static Predicate<Event> on(String thread, String type) {
        return event -> event.type().wireName().equals(type)
                && Thread.currentThread().getName().startsWith(thread);
    }

    private static void assertReported(Ran ran, String what) {
        assertThat(ran.fault()).isPresent();
        var cases = ran.result().cases();
        assertThat(cases).extracting(CaseResult::verdict).containsExactly(Verdict.ERRORED, Verdict.SKIPPED);
        assertThat(cases.getLast().reason()).contains("not run, as simrun itself broke");
        var headline = "a bug in simrun, please report it with the scenario: " + what;
        for (var report : List.of(ran.console(), ran.junit(), ran.jsonl())) {
            assertThat(report).contains(headline).contains("WorkersTest");
        }
    }

    @Test
    void an_error_of_the_machine_ends_the_run_as_well() throws Exception {
        Runnable bug = () -> {
            throw new OutOfMemoryError("made up");
        };
        var ran = run(SCENARIOS.getOrDefault("process", ""), new AtEvent(on("simrun-out-", "log"), bug));
        assertReported(ran, "java.lang.OutOfMemoryError: made up");
    }

    @Test
    void a_case_ends_in_its_time_though_a_thread_keeps_its_lock_for_ever() throws Exception {
        var released = new CountDownLatch(1);
        Runnable deaf = () -> {
            while (released.getCount() > 0) {
                Thread.onSpinWait();
            }
        };
        long start = System.nanoTime();
        try {
            var ran = run("""
                timeout: 1s
                steps: [note: hello]
                finally: [note: the end]
                """, new AtEvent(on("simrun-steps", "note"), deaf));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            assertThat(ran.console())
                    .contains("note: the scenario's timeout of 1s passed")
                    .contains("it can't be interrupted, and is left behind")
                    .contains("WorkersTest");
            assertThat(ran.fault().orElseThrow()).hasMessage("the case's lock is out of reach");
        } finally {
            released.countDown();
        }
    }
}
