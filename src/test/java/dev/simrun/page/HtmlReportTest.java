package dev.simrun.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.LeftOut;
import dev.simrun.report.Results;
import dev.simrun.report.Secrets;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as text: what stands in it, and what never does. */
class HtmlReportTest {
    private static final Pattern PACKED = Pattern.compile("(?<=class=\"packed\">)[^<]*");

    @TempDir
    private Path folder;

    private RunResult mixed() {
        var shutdown = Results.shutdown();
        var rows = Results.file("rows.yaml");
        var twice = List.of(Results.late(shutdown), Results.inFinally(rows));
        return Results.run(
                Results.passed(),
                Results.unrun(rows, 1, Verdict.SKIPPED, "requires <bash>"),
                Results.remarked("the fault met nothing"),
                Results.flaky(Results.failed()),
                Results.unrun(rows, 0, Verdict.INTERRUPTED, "interrupted"),
                Results.result(rows, Verdict.ERRORED, List.of(Results.inFinally(rows)), List.of()),
                Results.result(shutdown, Verdict.FAILED, twice, Results.timeline()));
    }

    /** What changes with each change of style or script is left out, and what is packed unpacked. */
    private static String structure(String page) {
        var plain = page.replaceAll("(?s)<style>.*?</style>", "<style/>")
                .replaceAll("(?s)<script>.*?</script>", "<script/>")
                .replaceAll("sha256-[^']+", "sha256-");
        return PACKED.matcher(plain).replaceAll(packed -> Matcher.quoteReplacement(unpacked(packed)));
    }

    private static String unpacked(MatchResult packed) {
        try (var in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed.group())))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String written(RunResult run) throws IOException {
        return written(run, new Secrets(), HtmlReport.ROOM);
    }

    private String written(RunResult run, Secrets secrets, long room) throws IOException {
        var target = folder.resolve("page.html");
        try (var report = new HtmlReport(target, Results.RUN, secrets, room)) {
            Results.tell(report, run);
            report.finish(run);
        }
        return Files.readString(target);
    }

    private static CaseResult passedWith(List<Event> timeline) {
        return Results.result(Results.shutdown(), Verdict.PASSED, List.of(), timeline);
    }

    @Test
    void the_page_of_a_run_with_every_verdict() throws IOException {
        Golden.check(Path.of("src/test/resources/page/verdicts.html"), structure(written(mixed())));
    }

    @Test
    void nobody_sees_the_page_before_the_run_has_ended() throws IOException {
        var run = mixed();
        var target = Files.writeString(folder.resolve("run.html"), "old");
        try (var report = HtmlReport.begin(target, Results.RUN, new Secrets())) {
            Results.tell(report, run);
            assertThat(target).content().isEqualTo("old");
            assertThat(names()).containsExactly("run.html");
            report.finish(run);
        }
        assertThat(target).content().startsWith("<!doctype html>");
        assertThat(names()).containsExactly("run.html");
    }

    @Test
    void a_page_of_a_run_that_ends_otherwise_changes_nothing() throws IOException {
        var target = Files.writeString(folder.resolve("run.html"), "old");
        try (var report = HtmlReport.begin(target, Results.RUN, new Secrets())) {
            Results.tell(report, mixed());
        }
        assertThat(target).content().isEqualTo("old");
        assertThat(names()).containsExactly("run.html");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void no_secret_is_told_in_the_text_or_in_what_is_packed() throws IOException {
        var secrets = new Secrets();
        secrets.add(Map.of("TOKEN", "very-<secret>-1"));
        var line = Results.log(1, "stdout", "the token is very-<secret>-1.");
        var page = structure(written(Results.run(passedWith(List.of(line))), secrets, HtmlReport.ROOM));
        assertThat(page).contains("stdout: the token is ***.", "\"line\":\"the token is ***.\"");
        assertThat(page).doesNotContain("very-", "secret");
    }

    @Test
    void what_others_wrote_is_text_whatever_it_is() throws IOException {
        var hostile = "</script><img src=x onerror=alert(1)> \u0000 \u001B[31mred\u001B[0m \uD800 😀 {} \"'&";
        var written = written(Results.run(passedWith(List.of(Results.log(1, "stdout", hostile)))));
        assertThat(structure(written))
                .contains("<td dir=\"auto\">stdout: &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; \uFFFD red \uFFFD"
                        + " 😀 {} &quot;'&amp;</td>");
        var bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("page.html")));
        assertThat(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString()).isEqualTo(written);
        assertThat(PACKED.matcher(written).results().count()).isOne();
    }

    @Test
    void the_policy_allows_this_style_and_these_scripts_and_nothing_else() throws IOException {
        var page = written(mixed());
        var inside = Pattern.compile("(?s)<(style|script)>(.*?)</\\1>")
                .matcher(page)
                .results()
                .map(found -> Assets.hash(found.group(2)))
                .toList();
        assertThat(inside).hasSize(3);
        assertThat(page)
                .contains("content=\"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src "
                        + inside.get(0) + "; script-src " + inside.get(1) + " " + inside.get(2) + "\"");
        assertThat(page).doesNotContain(" style=").doesNotContainPattern(" on[a-z]+=\"");
        assertThat(page.replace("http://www.w3.org/", "")).doesNotContainPattern("(src|href)=\"https?:");
    }

    @Test
    void of_very_many_cases_the_last_are_named_by_file_and_failures_have_the_room() throws IOException {
        var cases = new ArrayList<CaseResult>();
        IntStream.range(0, 1_000).forEach(_ -> cases.add(Results.passed()));
        cases.add(Results.failed());
        var page = written(Results.run(cases.toArray(CaseResult[]::new)), new Secrets(), 20_000);
        int told = page.split("<section class=\"case\"", -1).length - 1;
        assertThat(told).isBetween(2, 20);
        assertThat(page)
                .containsSubsequence(
                        "<section class=\"case\" id=\"case-1001\"", "<section class=\"case\" id=\"case-1\"");
        assertThat(page)
                .contains(
                        "Of " + (1_001 - told) + " more cases the page has the names only",
                        "<details><summary><bdi>scenarios/shutdown.yaml</bdi>: " + (1_001 - told) + "</summary>");
        assertThat(page).hasSizeLessThan(500_000);
    }

    @Test
    void log_lines_in_a_row_are_folded() throws IOException {
        var lines = IntStream.rangeClosed(1, 30_000)
                .mapToObj(seq -> Results.log(seq, "stdout", "line " + seq))
                .toList();
        var page = written(Results.run(passedWith(lines)));
        assertThat(page.split("<tr data-seq", -1)).hasSize(1 + 4);
        assertThat(page).contains("<tr data-seq=\"3\" data-to=\"29999\">", "… 29,997 more lines up to 29.999");
        assertThat(structure(page)).contains("[29000,29.000000,\"log\",1,\"<\",null,{\"stream\":\"stdout\",");
    }

    @Test
    void of_very_many_events_those_in_the_middle_are_folded() throws IOException {
        var events = IntStream.rangeClosed(1, 5_000)
                .mapToObj(seq -> new Event(seq, Duration.ofMillis(seq), 1, "environment", new Fact.Note("note " + seq)))
                .toList();
        var page = written(Results.run(passedWith(events)));
        assertThat(page.split("<tr data-seq", -1)).hasSize(1 + EventTable.ROWS + 1);
        assertThat(page).contains("… 4,000 more events up to 4.500", ">note: note 500<", ">note: note 4501<");
        assertThat(page).doesNotContain(">note: note 501<", ">note: note 4500<");
    }

    @Test
    void what_there_was_no_room_for_is_told() throws IOException {
        assertThat(written(Results.run(Results.leavingOut(new LeftOut(7, 9, 2, 3)))))
                .contains("No room was left to keep 7 lines of output and 2 other events.");
    }
}
