package dev.simrun.page;

import dev.simrun.match.Seconds;
import dev.simrun.picture.Picture;
import dev.simrun.picture.Sentence;
import dev.simrun.report.CaseNotes;
import dev.simrun.report.FailureText;
import dev.simrun.report.Secrets;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Verdict;
import java.util.List;

/** A case on the page, as text; and what its timeline is drawn from. */
final class CaseHtml {
    private final CaseResult result;

    /** The run that is told of: the one that shows what is wrong. */
    private final CaseResult run;

    private final Entry entry;
    private final Secrets secrets;
    private final Html html;

    private CaseHtml(CaseResult result, Entry entry, Secrets secrets) {
        this.result = result;
        this.run = result.telling();
        this.entry = entry;
        this.secrets = secrets;
        this.html = new Html(secrets);
    }

    static String of(CaseResult result, Entry entry, Secrets secrets) {
        return new CaseHtml(result, entry, secrets).section();
    }

    private String section() {
        int number = entry.number();
        var verdict = entry.verdict().word();
        html.add(
                "<section class=\"case\" id=\"case-{}\" data-case=\"{}\" aria-labelledby=\"title-{}\">\n",
                number,
                number,
                number);
        html.add(
                "<a class=\"back\" href=\"#list\">‹ All cases</a>\n<h2 id=\"title-{}\" dir=\"auto\">{}</h2>\n",
                number,
                entry.title());
        html.add(
                "<p class=\"meta\"><span class=\"verdict {}\">{} {}</span>",
                verdict,
                Sign.of(entry.verdict()),
                verdict);
        html.add("<span><bdi>{}</bdi>:{}</span>", entry.file(), entry.line());
        if (!entry.time().isEmpty()) {
            html.add("<span>{}</span>", entry.time());
        }
        entry.tags()
                .forEach(tag -> html.add(
                        "<button type=\"button\" class=\"tag\" data-tag=\"{}\" "
                                + "title=\"Only cases with this tag\">{}</button>",
                        tag,
                        tag));
        if (entry.verdict() != Verdict.SKIPPED) {
            html.add("<code class=\"rerun\">{}</code>", FailureText.rerunCommand(result));
        }
        html.add("</p>\n");
        notes();
        if (run.timeline().isEmpty()) {
            cause(List.of());
            remarks();
            if (!run.steps().isEmpty()) {
                ScenarioHtml.write(run, result.info().source(), html);
            }
        } else {
            happened(Picture.of(run));
        }
        return html.add("</section>\n").toString();
    }

    /** What is said of the case beside its failures. */
    private void notes() {
        var word = entry.verdict() == Verdict.SKIPPED ? "Skipped: " : "";
        result.reason()
                .ifPresent(reason -> html.add(
                        "<p class=\"message {}\">{}{}</p>\n", entry.verdict().word(), word, reason));
        int tries = result.earlier().size() + 1;
        if (tries > 1) {
            html.add(
                    "<p class=\"note\">Tried {} times{}</p>\n",
                    tries,
                    result.isGood() ? ", and passed the last; the first went so:" : ", and this is the last:");
        }
        if (run.ordersTried() > 1) {
            html.add(
                    "<p class=\"note\">Seed {}, after {} orders that passed.</p>\n",
                    run.seed().orElse(0),
                    run.ordersTried() - 1);
        }
    }

    private void happened(Picture picture) {
        cause(picture.sentences());
        remarks();
        html.add("<div class=\"chart\"></div>\n");
        ScenarioHtml.write(run, result.info().source(), html);
        html.add("<div class=\"below\">");
        new EventTable(run.timeline(), entry.number(), picture).write(html);
        html.add("</div>\n");
        if (!run.leftOut().isNothing()) {
            html.add(
                    "<p class=\"note\">No room was left to keep {}.</p>\n",
                    run.leftOut().text());
        }
        html.add(
                "<script type=\"application/gzip\" class=\"packed\">{}</script>\n",
                Packed.of(run, entry.number(), picture, secrets));
    }

    private void cause(List<Sentence> sentences) {
        var failures = run.failures();
        if (failures.isEmpty()) {
            return;
        }
        boolean beside = !sentences.isEmpty() && MessageHtml.areNarrow(failures);
        html.add("<div class=\"cause{}\"><div>\n", beside ? " beside" : "");
        failures.forEach(failure -> MessageHtml.write(failure, html));
        html.add("</div>\n");
        if (!sentences.isEmpty()) {
            html.add("<div class=\"why\"><h3>What the events tell</h3><ol>\n");
            sentences.forEach(this::sentence);
            html.add("</ol></div>\n");
        }
        html.add("</div>\n");
    }

    private void sentence(Sentence sentence) {
        var event = run.timeline().get(sentence.event());
        html.add(
                "<li><a class=\"at\" href=\"#case-{}-{}\" title=\"Show in the timeline\">{}</a><b>{}</b>{}</li>\n",
                entry.number(),
                event.seq(),
                Seconds.exact(event.at()),
                sentence.decisive(),
                sentence.rest());
    }

    /** What the referee noted, and what was set up and not met. */
    private void remarks() {
        for (var finding : run.findings()) {
            var count = finding.count() == 1 ? "" : " (" + finding.count() + " times)";
            html.add(
                    "<p class=\"referee\"><b>△ referee</b> <bdi>{}</bdi> <b>{}</b>: {}{}</p>\n",
                    finding.actor(),
                    finding.rule(),
                    finding.message(),
                    count);
        }
        run.remarks().forEach(remark -> html.add("<p class=\"note\">Note: {}</p>\n", CaseNotes.line(remark)));
    }
}
