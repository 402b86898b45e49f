package dev.simrun.report;

import dev.simrun.run.CaseResult;
import dev.simrun.run.Remark;

/** How often a case was tried, what the referee noted in it, and what was set up in it and not met, a line each. */
public final class CaseNotes {
    /** More are counted and not shown: they stand in the timeline. */
    static final int SHOWN = 5;

    /** Longest line, in UTF-16 units. */
    private static final int LIMIT = 150;

    private CaseNotes() {}

    /** The lines below a case's line; empty if nothing was noted. */
    static String of(CaseResult result) {
        var findings = result.findings();
        var text = new StringBuilder();
        int tries = result.earlier().size() + 1;
        if (tries > 1) {
            text.append("      tried ").append(tries).append(" times");
            text.append(result.isGood() ? ", and passed the last; the first went so\n" : ", and this is the last\n");
        }
        for (var finding : findings.subList(0, Math.min(SHOWN, findings.size()))) {
            text.append("      referee: ").append(line(finding)).append('\n');
        }
        int more = findings.size() - SHOWN;
        if (more > 0) {
            text.append("      … and ").append(more).append(" more\n");
        }
        result.remarks()
                .forEach(it -> text.append("      note: ").append(line(it)).append('\n'));
        return text.toString();
    }

    /** One line of a length that a person reads. */
    static String line(CaseResult.Noted finding) {
        return PlainText.cut(PlainText.oneLine(PlainText.cut(finding.told(), 2 * LIMIT)), LIMIT);
    }

    public static String line(Remark remark) {
        return PlainText.oneLine(remark.told());
    }
}
