package dev.simrun.report;

import dev.simrun.match.Seconds;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.PriorityQueue;

/** The cases and the steps of a run that took longest; nothing else is kept of it. */
public final class Slowest implements RunListener {
    private static final int TIME_COLUMNS = 11;

    private final Ranking cases;
    private final Ranking steps;

    /**
     * None yet.
     *
     * @param count how many cases are told, and how many steps; 0 for none
     */
    public Slowest(int count) {
        this.cases = new Ranking(count);
        this.steps = new Ranking(count);
    }

    /** Something that took so long; of two that took as long the first one counts. */
    private record Taken(Duration time, long number, String what) implements Comparable<Taken> {
        @Override
        public int compareTo(Taken other) {
            int byTime = time.compareTo(other.time);
            return byTime == 0 ? Long.compare(other.number, number) : byTime;
        }
    }

    /** The longest, of which there are at most so many. */
    private static final class Ranking {
        private final int count;
        private final PriorityQueue<Taken> longest = new PriorityQueue<>();
        private long number;

        Ranking(int count) {
            this.count = count;
        }

        void add(Duration time, String what) {
            longest.add(new Taken(time, number++, what));
            if (longest.size() > count) {
                longest.remove();
            }
        }

        String text(String title) {
            var text = new StringBuilder(longest.isEmpty() ? "" : title + "\n");
            longest.stream()
                    .sorted(Collections.reverseOrder())
                    .forEach(each -> text.append(time(each.time()))
                            .append("  ")
                            .append(each.what())
                            .append('\n'));
            return text.toString();
        }

        private static String time(Duration time) {
            var seconds = Seconds.exact(time) + "s";
            return " ".repeat(Math.max(0, TIME_COLUMNS - seconds.length())) + seconds;
        }
    }

    @Override
    public synchronized void caseFinished(CaseResult result) {
        if (cases.count == 0 || result.verdict() == Verdict.SKIPPED) {
            return;
        }
        var title = PlainText.oneLine(result.info().title());
        cases.add(result.duration(), title);
        for (var step : result.steps()) {
            var label = step.label().map(it -> ": " + it).orElse("");
            var where = result.info().source().name() + ":" + step.line();
            steps.add(step.duration(), PlainText.oneLine(step.key() + label + "  (" + where + ", " + title + ")"));
        }
    }

    /** Both, in whole lines. */
    public synchronized String text() {
        var text = cases.text("the slowest cases") + steps.text("the slowest steps");
        return text.isEmpty() ? "" : "\n" + text + "\n";
    }
}
