package dev.simrun.page;

import dev.simrun.json.JsonTree;
import dev.simrun.picture.Length;
import dev.simrun.report.JsonLines;
import dev.simrun.run.CaseResult;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The file of a case, with the verdict and the time of each step beside its line. */
final class ScenarioHtml {
    /** Of a longer file the lines about the steps are shown. */
    private static final int WHOLE_LINES = 150;

    /** No more lines than that are shown. */
    private static final int LINES = 400;

    private static final int AROUND = 3;

    private static final Pattern LIST = Pattern.compile("(steps|finally):\\s*(#.*)?");
    private static final Pattern ITEM = Pattern.compile("( *)- .*");

    private final List<String> lines;
    private final Map<Integer, List<StepResult>> stepsByLine;
    private final NavigableSet<Integer> items;

    private ScenarioHtml(List<String> lines, Map<Integer, List<StepResult>> stepsByLine) {
        this.lines = lines;
        this.stepsByLine = stepsByLine;
        this.items = items(lines);
    }

    static void write(CaseResult run, Source source, Html html) {
        var steps = new TreeMap<Integer, List<StepResult>>();
        run.steps()
                .forEach(it ->
                        steps.computeIfAbsent(it.line(), _ -> new ArrayList<>()).add(it));
        var lines = source.text().lines().toList();
        int first = lines.size() <= WHOLE_LINES || steps.isEmpty() ? 1 : Math.max(1, steps.firstKey() - AROUND);
        int last = lines.size() <= WHOLE_LINES || steps.isEmpty() ? lines.size() : steps.lastKey() + AROUND;
        new ScenarioHtml(lines, steps).write(first, Math.min(Math.min(last, lines.size()), first + LINES - 1), html);
    }

    private void write(int first, int last, Html html) {
        html.add("<details class=\"source\"><summary>Scenario, with the verdict and time of each step</summary>"
                + "<div class=\"src mono\" tabindex=\"0\" role=\"region\" aria-label=\"Scenario\">");
        leftOut(first - 1, html);
        for (int number = first; number <= last; number++) {
            line(number, html);
        }
        leftOut(lines.size() - last, html);
        html.add("</div></details>\n");
    }

    private static void leftOut(int count, Html html) {
        if (count > 0) {
            html.add("<div><span class=\"g\"></span><span class=\"ln\">… {} lines</span></div>", count);
        }
    }

    private void line(int number, Html html) {
        var steps = stepsByLine.getOrDefault(number, List.of());
        var bad = steps.stream().filter(it -> it.verdict() != Verdict.PASSED).findFirst();
        html.add("<div data-line=\"{}\"", number);
        if (!steps.isEmpty()) {
            html.add(" data-at=\"{}\" data-to=\"{}\"", seconds(steps.getFirst().startedAt()), seconds(end(steps)));
        }
        html.add(bad.isPresent() ? " class=\"bad\">" : ">");
        html.add("<span class=\"g\">");
        if (!steps.isEmpty()) {
            var verdict = bad.map(StepResult::verdict).orElse(Verdict.PASSED);
            var times = steps.size() == 1 ? "" : steps.size() + " × ";
            html.add(
                    "{}{} <b class=\"{}\">{}<span class=\"sr\"> {}</span></b>",
                    times,
                    Length.of(total(steps)),
                    verdict.word(),
                    Sign.of(verdict),
                    verdict.word());
        } else if (isUnrun(number)) {
            html.add("not run ○");
        }
        html.add(
                "</span><span class=\"ln\">{} </span>{}</div>",
                " ".repeat(Math.max(0, 3 - digits(number))) + number,
                lines.get(number - 1));
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    /** Whether an item of a list of steps begins there of which no step was reached, in a case that ran. */
    private boolean isUnrun(int number) {
        if (stepsByLine.isEmpty() || !items.contains(number)) {
            return false;
        }
        var next = items.higher(number);
        int end = next == null ? lines.size() + 1 : next;
        return stepsByLine.keySet().stream().noneMatch(line -> line >= number && line < end);
    }

    /** The lines at which the items of {@code steps} and of {@code finally} begin. */
    private static NavigableSet<Integer> items(List<String> lines) {
        var items = new TreeSet<Integer>();
        boolean inside = false;
        int indent = -1;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (LIST.matcher(line).matches()) {
                inside = true;
                indent = -1;
                continue;
            }
            var item = ITEM.matcher(line);
            if (inside && item.matches()) {
                int its = item.group(1).length();
                indent = indent < 0 ? its : indent;
                if (its == indent) {
                    items.add(i + 1);
                }
            } else if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("#")) {
                inside = false;
            }
        }
        return items;
    }

    private static Duration total(List<StepResult> steps) {
        return steps.stream().map(StepResult::duration).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration end(List<StepResult> steps) {
        var last = steps.getLast();
        return last.startedAt().plus(last.duration());
    }

    private static String seconds(Duration time) {
        return JsonTree.text(JsonLines.seconds(time));
    }
}
