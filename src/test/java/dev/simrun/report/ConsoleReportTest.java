package dev.simrun.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    private static final OptionalInt NO_TERMINAL = OptionalInt.empty();

    @Test
    void without_a_terminal_each_case_has_a_line_and_its_message() throws IOException {
        Golden.check(Results.golden("console.out"), told(false, NO_TERMINAL, 0));
    }

    @Test
    void verbose_output_shows_the_steps() throws IOException {
        Golden.check(Results.golden("console-steps.out"), told(false, NO_TERMINAL, 1));
    }

    @Test
    void more_verbose_output_shows_what_happened_during_each_step() throws IOException {
        Golden.check(Results.golden("console-events.out"), told(false, NO_TERMINAL, 2));
    }

    @Test
    void a_terminal_shows_a_line_per_case_and_progress_below() throws IOException {
        var shown = told(false, OptionalInt.of(40), 0).replace("\r", "<CR>\n");
        Golden.check(Results.golden("console-live.out"), shown);
    }

    @Test
    void quiet_output_is_failures_and_the_summary() {
        var quiet = told(false, NO_TERMINAL, -1);
        assertThat(quiet).startsWith("FAIL  ").doesNotContain("ok  ", "skip  ");
        assertThat(quiet).contains("what happened", "STOP  ");
        assertThat(quiet).endsWith("\n1 passed, 1 failed, 1 skipped, 1 interrupted (1.31s)\n");
        assertThat(told(false, OptionalInt.of(80), -1)).isEqualTo(quiet);
    }

    @Test
    void colour_adds_nothing_but_ansi_sequences() {
        var coloured = told(true, NO_TERMINAL, 1);
        assertThat(coloured).contains("\u001B[1;31mFAIL  \u001B[0m");
        assertThat(PlainText.withoutAnsi(coloured)).isEqualTo(told(false, NO_TERMINAL, 1));
        assertThat(told(false, OptionalInt.of(80), 0)).doesNotContain("\u001B");
    }

    @Test
    void times_end_in_one_column_unless_a_title_reaches_it() {
        var line = told(false, NO_TERMINAL, 0).lines().findFirst().orElse("");
        assertThat(line).startsWith("ok    an extension").endsWith("  1.31s").hasSize(80);
    }

    @Test
    void the_progress_line_never_fills_the_terminal() {
        var file = Results.shutdown();
        for (int columns : List.of(1, 2, 20, 400)) {
            var writes = new Writes();
            var report = new ConsoleReport(writes.stream(), false, OptionalInt.of(columns), 0);
            report.caseStarted(new Planned(file, file.cases().getFirst()).info());
            assertThat(writes.all()).hasSizeLessThan(Math.max(1, columns));
            report.finish(Results.run(), "");
            assertThat(writes.all().lines().toList().getLast()).isEqualTo("0 passed, 0 failed (1.31s)");
        }
    }

    @Test
    void what_the_referee_noted_stands_below_the_case_five_lines_of_it() {
        var noted = Results.result(Results.shutdown(), Verdict.PASSED, List.of(), findings(7));
        var shown = told(noted, NO_TERMINAL, 0).lines().toList();
        assertThat(shown.getFirst()).startsWith("ok    an extension");
        assertThat(shown.subList(1, shown.size()))
                .startsWith(
                        "      referee: runtime rule-1: number 1 (2 times)", "      referee: runtime rule-2: number 2")
                .endsWith(
                        "      referee: runtime rule-5: number 5", "      … and 2 more", "1 passed, 0 failed (1.31s)");
        assertThat(told(noted, OptionalInt.of(80), 0)).contains("ok    an", "number 5", "2 more");
        assertThat(told(noted, NO_TERMINAL, -1)).isEqualTo("1 passed, 0 failed (1.31s)\n");
    }

    @Test
    void what_was_not_met_stands_below_the_case_with_its_place() {
        var remarked = Results.remarked("the fault met nothing");
        assertThat(told(remarked, NO_TERMINAL, 0).lines())
                .endsWith(
                        "      note: the fault met nothing (scenarios/shutdown.yaml:13)", "1 passed, 0 failed (1.31s)");
        assertThat(told(remarked, OptionalInt.of(80), 0)).contains("ok    an", "note: the fault met nothing");
        assertThat(told(remarked, NO_TERMINAL, -1)).isEqualTo("1 passed, 0 failed (1.31s)\n");
    }

    private final AtomicLong clockNanos = new AtomicLong();

    /** A run of many cases on a terminal whose clock goes on by a second with each case. */
    private String shownOfMany() {
        var writes = new Writes();
        var report = new ConsoleReport(writes.stream(), false, OptionalInt.of(100), 0, clockNanos::get);
        var cases = new ArrayList<CaseResult>();
        report.runStarted(25);
        for (int i = 0; i < 25; i++) {
            cases.add(
                    switch (i) {
                        case 3 -> Results.failed();
                        case 5, 6 -> Results.unrun(Results.shutdown(), 0, Verdict.SKIPPED, "needs python3");
                        case 7 -> Results.remarked("the fault met nothing");
                        default -> Results.passed();
                    });
            report.caseStarted(cases.getLast().info());
            clockNanos.addAndGet(400_000_000L);
            report.stepStarted(cases.getLast().info(), "invoke");
            clockNanos.addAndGet(600_000_000L);
            report.caseFinished(cases.getLast());
        }
        report.finish(Results.run(cases.toArray(CaseResult[]::new)), "");
        return writes.all();
    }

    @Test
    void of_many_cases_a_terminal_shows_those_that_did_not_pass_and_progress() throws IOException {
        Golden.check(Results.golden("console-many.out"), shownOfMany().replace("\r", "<CR>\n"));
        assertThat(shownOfMany())
                .containsOnlyOnce("note: the fault met nothing")
                .contains("skip  2 cases  (needs python3)\n");
    }

    @Test
    void the_clock_goes_on_while_a_step_runs() {
        var writes = new Writes();
        var report = new ConsoleReport(writes.stream(), false, OptionalInt.of(80), 0, clockNanos::get);
        report.tick(); // nothing runs yet
        report.runStarted(1);
        report.caseStarted(Results.passed().info());
        report.stepStarted(Results.passed().info(), "invoke"); // at once: nobody would see the line before
        clockNanos.addAndGet(41_000_000_000L);
        report.tick();
        assertThat(writes.all().replaceAll(" *\r *\r", "|"))
                .matches("0/1  0s  an extension acknowledges a planned shutdown"
                        + "\\|0/1  41s  an extension acknowledges a planned shutdown › invoke");
        report.caseFinished(Results.passed());
        var shown = writes.all();
        report.tick(); // nothing runs any more
        assertThat(writes.all()).isEqualTo(shown);
    }

    private static List<Event> findings(int count) {
        return LongStream.rangeClosed(1, count + 1L)
                .mapToObj(seq -> Results.event(
                        seq,
                        seq,
                        EventType.REFEREE,
                        "runtime",
                        "{\"rule\":\"rule-" + Math.max(1, seq % 8) + "\",\"message\":\"number " + seq + "\"}"))
                .toList();
    }

    private static String told(CaseResult result, OptionalInt columns, int verbosity) {
        var writes = new Writes();
        var report = new ConsoleReport(writes.stream(), false, columns, verbosity);
        report.caseFinished(result);
        report.finish(Results.run(result), "");
        return writes.all();
    }

    @Test
    void a_case_is_printed_in_one_piece() {
        var writes = new Writes();
        var report = new ConsoleReport(writes.stream(), false, NO_TERMINAL, 2);
        report.caseFinished(Results.failed());
        assertThat(writes.flushed).hasSize(1);
        assertThat(writes.flushed.getFirst()).startsWith("FAIL").contains("rerun: ");
    }

    private static String told(boolean color, OptionalInt columns, int verbosity) {
        var file = Results.shutdown();
        var cases = List.of(
                Results.passed(),
                Results.failed(),
                Results.unrun(file, 0, Verdict.SKIPPED, "needs python3"),
                Results.unrun(file, 0, Verdict.INTERRUPTED, "interrupted"));
        var writes = new Writes();
        var report = new ConsoleReport(writes.stream(), color, columns, verbosity, () -> 0);
        report.runStarted(cases.size());
        for (var result : cases) {
            report.caseStarted(result.info());
            report.caseFinished(result);
        }
        report.finish(Results.run(cases.toArray(CaseResult[]::new)), "");
        return writes.all();
    }

    /** What was written, also by flush. */
    private static final class Writes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<String> flushed = new ArrayList<>();

        PrintStream stream() {
            return new PrintStream(bytes, false, UTF_8) {
                @Override
                public void print(String text) {
                    flushed.add(text);
                    super.print(text);
                }
            };
        }

        String all() {
            return bytes.toString(UTF_8);
        }
    }
}
