package dev.simrun.page;

import dev.simrun.picture.Length;
import dev.simrun.report.FailureText;
import dev.simrun.report.RunInfo;
import dev.simrun.report.Secrets;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The head of the page: how the run went, what took longest, where it ran. */
final class SummaryHtml {
    private static final int SLOWEST = 5;

    /** As they stand in the bar and among the chips. */
    private static final List<Verdict> ORDER = List.of(
            Verdict.FAILED, Verdict.ERRORED, Verdict.INTERRUPTED, Verdict.FLAKY, Verdict.PASSED, Verdict.SKIPPED);

    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RunInfo info;
    private final RunResult result;
    private final Html html;

    SummaryHtml(RunInfo info, RunResult result, Secrets secrets) {
        this.info = info;
        this.result = result;
        this.html = new Html(secrets);
    }

    /** What a tab of a browser shows. */
    static String title(RunResult result) {
        long bad = ORDER.stream()
                .filter(verdict -> !verdict.isGood())
                .mapToLong(result::count)
                .sum();
        return bad > 0 ? bad + " failed" : "passed";
    }

    private List<Verdict> used() {
        return ORDER.stream().filter(verdict -> result.count(verdict) > 0).toList();
    }

    String header(List<Entry> told, List<Entry> listed) {
        html.add("<header><div><div class=\"head-tools\"><p class=\"brand\">simrun report</p><span class=\"buttons\">"
                + "<button type=\"button\" class=\"icon\" id=\"keys\" title=\"Keys (?)\">? Keys</button> "
                + "<button type=\"button\" class=\"icon\" id=\"theme\" title=\"Light or dark\">◐ Theme</button>"
                + "</span></div>\n");
        sentence();
        bar();
        chips();
        html.add("</div>\n");
        slowest(told, listed);
        environment();
        return html.add("</header>\n").toString();
    }

    private void sentence() {
        html.add("<p class=\"sentence\">");
        var bad = used().stream().filter(verdict -> !verdict.isGood()).toList();
        for (int i = 0; i < bad.size(); i++) {
            var verdict = bad.get(i);
            html.add(i == 0 ? "" : ", ");
            html.add("<span class=\"{}\">{} {}</span>", verdict.word(), count(result.count(verdict)), verdict.word());
        }
        if (bad.isEmpty()) {
            boolean any = result.count(Verdict.PASSED) + result.count(Verdict.FLAKY) > 0;
            html.add(any ? "<span class=\"passed\">All passed</span>" : "<span class=\"skipped\">Nothing ran</span>");
        }
        int cases = result.cases().size();
        html.add(
                " <small>of {} {} in {}</small></p>\n",
                count(cases),
                cases == 1 ? "case" : "cases",
                Length.of(result.duration()));
    }

    /** Drawn, as the policy of the page allows no style in an element. */
    private void bar() {
        html.add(
                "<svg class=\"bar\" role=\"img\" aria-label=\"{}\"><defs>"
                        + "<pattern id=\"stripes\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
                        + "patternTransform=\"rotate(45)\"><path d=\"M0 0H5V8H0Z\"/></pattern>"
                        + "<pattern id=\"lines\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
                        + "<path d=\"M0 0H5V3H0Z\"/></pattern></defs>",
                String.join(
                        ", ",
                        used().stream()
                                .map(it -> count(result.count(it)) + " " + it.word())
                                .toList()));
        int all = Math.max(1, result.cases().size());
        double x = 0;
        for (var verdict : used()) {
            double width = 100.0 * result.count(verdict) / all;
            html.add(
                    "<rect class=\"{}\" x=\"{}%\" width=\"{}%\" height=\"12\"/>",
                    verdict.word(), percent(x), percent(width));
            html.add(
                    "<rect class=\"{} pattern\" x=\"{}%\" width=\"{}%\" height=\"12\"/>",
                    verdict.word(), percent(x), percent(width));
            x += width;
        }
        html.add("</svg>\n");
    }

    /** With its thousands apart. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }

    private void chips() {
        html.add("<div class=\"chips\" role=\"group\" aria-label=\"Show only\">");
        for (var verdict : used()) {
            var word = verdict.word();
            html.add(
                    "<button type=\"button\" class=\"chip {}\" data-verdict=\"{}\" aria-pressed=\"false\">{} {} {}"
                            + "</button>",
                    word,
                    word,
                    Sign.of(verdict),
                    count(result.count(verdict)),
                    word);
        }
        html.add("</div>\n");
    }

    private void slowest(List<Entry> told, List<Entry> listed) {
        var slowest = Stream.concat(told.stream(), listed.stream())
                .filter(entry -> entry.verdict() != Verdict.SKIPPED)
                .sorted(Comparator.comparing(Entry::duration).reversed())
                .limit(SLOWEST)
                .toList();
        if (slowest.isEmpty()) {
            return;
        }
        long longest = Math.max(1, slowest.getFirst().duration().toNanos());
        html.add("<div><h2 class=\"small\">Slowest</h2><ol class=\"slow\">\n");
        for (var entry : slowest) {
            double share = 100.0 * entry.duration().toNanos() / longest;
            boolean leads = told.contains(entry); // else there is nothing that it could lead to
            html.add(leads ? "<li><a href=\"#case-" + entry.number() + "\">" : "<li><span class=\"row\">");
            html.add(
                    "<b>{}</b><span class=\"gauge\"><svg aria-hidden=\"true\"><rect width=\"{}%\""
                            + " height=\"100%\"/></svg><span dir=\"auto\">{}</span></span>",
                    Length.of(entry.duration()), percent(share), entry.title());
            html.add(leads ? "</a></li>\n" : "</span></li>\n");
        }
        html.add("</ol></div>\n");
    }

    private void environment() {
        html.add("<div class=\"where\"><h2 class=\"small\">Environment</h2><dl class=\"env\">\n");
        row("simrun", info.version());
        row("started", STARTED.format(result.startedAt()));
        var host = info.host()
                .filter(name -> !name.isEmpty())
                .map(name -> name + " · ")
                .orElse("");
        row("on", host + "Java " + info.java() + " · " + info.system());
        row(
                "command",
                "simrun "
                        + String.join(
                                " ",
                                info.command().stream().map(FailureText::quoted).toList()));
        var seed = info.seed().isPresent() ? " · seed " + info.seed().getAsLong() : "";
        var shard = info.shard()
                .map(it -> " · shard " + it.index() + " of " + it.count())
                .orElse("");
        row("judged", "referee " + info.referee() + seed + shard);
        html.add("</dl></div>\n");
    }

    private void row(String name, String value) {
        html.add("<dt>{}</dt><dd title=\"{}\">{}</dd>\n", name, value, value);
    }
}
