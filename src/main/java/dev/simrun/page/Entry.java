package dev.simrun.page;

import dev.simrun.picture.Length;
import dev.simrun.report.CaseNotes;
import dev.simrun.report.PlainText;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the list says of a case, which is all that is kept of it in memory.
 *
 * @param number among the cases of the run, from 1
 * @param file that it stands in
 * @param time how long it took, in words
 * @param headline why it did not pass, or what was noted; in one line
 */
record Entry(
        int number,
        Verdict verdict,
        String title,
        String file,
        int line,
        List<String> tags,
        Duration duration,
        String time,
        Optional<String> headline) {
    /** Longest headline in the list, in UTF-16 units; the case has all of it. */
    private static final int HEADLINE = 300;

    static Entry of(CaseResult result, int number) {
        var info = result.info();
        return new Entry(
                number,
                result.verdict(),
                info.title(),
                info.source().name(),
                info.line(),
                info.tags(),
                result.duration(),
                time(result),
                headline(result).map(it -> PlainText.cut(PlainText.oneLine(it), HEADLINE)));
    }

    /** In virtual time a case takes no time that would tell anything. */
    private static String time(CaseResult result) {
        if (result.verdict() == Verdict.SKIPPED) {
            return "";
        }
        return result.info().clock() == Clock.VIRTUAL ? "virtual" : Length.of(result.duration());
    }

    private static Optional<String> headline(CaseResult result) {
        var failure = result.telling().failures().stream().findFirst().map(it -> it.headline());
        var finding = result.findings().stream().findFirst().map(it -> "referee: " + it.actor() + " " + it.rule());
        var remark = result.remarks().stream().findFirst().map(CaseNotes::line);
        return failure.or(result::reason).or(() -> finding).or(() -> remark);
    }
}
