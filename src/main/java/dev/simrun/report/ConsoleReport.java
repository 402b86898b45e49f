package dev.simrun.report;

import dev.simrun.match.Seconds;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.source.Source;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Tells a person of a run as it goes. What belongs to a case is printed whole, when it has ended.
 *
 * <p>Each case has a line, with its message below where it did not pass. On a terminal a line of progress stands below
 * them while cases run; of more than {@value #LINES} cases only those that did not pass have a line there, and the
 * messages come at the end, where they are still on the screen. What the referee noted and what was set up and not met
 * stands below a case's line. Safe for use by many threads.
 */
public final class ConsoleReport implements RunListener {
    /** Of more cases a terminal shows only those that did not pass. */
    static final int LINES = 20;

    /** The column that times end at. */
    private static final int TIME_END = 80;

    /** How long the line of progress stays as it is. */
    private static final Duration LEAST_CHANGE = Duration.ofMillis(50);

    private static final int QUIET = -1;
    private static final int CASES = 0;
    private static final int STEPS = 1;
    private static final int EVENTS = 2;
    private static final int STEP_TIME_COLUMNS = 11;
    private static final int STEP_COLUMNS = 52;
    private static final int VERDICT_COLUMNS = 7;

    private final PrintStream out;
    private final Colours colours;
    private final int verbosity;
    private final LongSupplier clockNanos;

    /** What is printed at the end, when only lines are printed on the way. */
    private final List<String> later = new ArrayList<>();

    /** Why cases were skipped that had no line, and how many for each reason. */
    private final Map<String, Integer> skipped = new LinkedHashMap<>();

    private final ProgressLine progress;
    private final boolean terminal;
    private final long startNanos;
    private long shownNanos;
    private String underWay = "";
    private boolean many;
    private long total;
    private long ended;
    private long bad;

    /**
     * A report of one run.
     *
     * @param color whether to use ANSI sequences
     * @param terminalColumns the width of the terminal, empty if it isn't one
     * @param verbosity -1 for failures and the summary only, 0 for cases, 1 for steps, 2 for events
     */
    public ConsoleReport(PrintStream out, boolean color, OptionalInt terminalColumns, int verbosity) {
        this(out, color, terminalColumns, verbosity, System::nanoTime);
    }

    ConsoleReport(PrintStream out, boolean color, OptionalInt terminalColumns, int verbosity, LongSupplier clockNanos) {
        if (verbosity < QUIET || verbosity > EVENTS) {
            throw new IllegalArgumentException("no such verbosity: " + verbosity);
        }
        this.out = out;
        this.colours = new Colours(color);
        this.verbosity = verbosity;
        this.clockNanos = clockNanos;
        this.startNanos = clockNanos.getAsLong();
        this.terminal = terminalColumns.isPresent() && verbosity == CASES;
        this.progress = new ProgressLine(terminal ? terminalColumns.getAsInt() : 0);
    }

    @Override
    public synchronized void runStarted(int cases) {
        total = cases;
        many = terminal && cases > LINES;
    }

    @Override
    public synchronized void caseStarted(CaseInfo info) {
        showProgress(info.title());
    }

    @Override
    public synchronized void stepStarted(CaseInfo info, String step) {
        showProgress(info.title() + " › " + step);
    }

    /** Whether there is a line whose clock is to go on. */
    public boolean hasClock() {
        return terminal;
    }

    /** Lets the clock of the line of progress go on, if there is one. */
    public synchronized void tick() {
        if (!underWay.isEmpty()) {
            showProgress(underWay);
        }
    }

    private void showProgress(String what) {
        if (!terminal) {
            return;
        }
        underWay = what;
        long now = clockNanos.getAsLong();
        if (progress.isShown() && now - shownNanos < LEAST_CHANGE.toNanos()) {
            return; // nobody reads faster
        }
        shownNanos = now;
        var elapsed = Duration.ofNanos(now - startNanos);
        var count = ended + "/" + total + (bad > 0 ? ", " + bad + " not passed" : "");
        var left = many && ended > 0
                ? " (about "
                        + elapsed.multipliedBy(total - ended).dividedBy(ended).toSeconds() + "s left)"
                : "";
        var line = count + "  " + elapsed.toSeconds() + "s" + left + "  " + PlainText.oneLine(what);
        print(progress.replaced(line));
    }

    @Override
    public synchronized void caseFinished(CaseResult result) {
        ended++;
        bad += result.isGood() ? 0 : 1;
        boolean good = result.isGood() && result.earlier().isEmpty();
        var notes = CaseNotes.of(result);
        if (good && (verbosity == QUIET || (many && notes.isEmpty()))) {
            if (many) {
                result.reason().ifPresent(reason -> skipped.merge(PlainText.oneLine(reason), 1, Integer::sum));
            }
            return;
        }
        underWay = "";
        var text = new StringBuilder(progress.erased()).append(headline(result)).append(notes);
        if (verbosity >= STEPS) {
            text.append(steps(result));
        }
        if (!many) {
            text.append(message(result));
        } else if (!good) {
            later.add(headline(result) + message(result));
        }
        print(text.toString());
    }

    /** Tells more of the case that ended last: below its message, wherever that comes. */
    public synchronized void more(String lines) {
        if (many && !later.isEmpty()) {
            later.add(lines + "\n");
        } else {
            print(progress.erased() + lines + "\n");
        }
    }

    /** Prints the messages that are still due, more whole lines, and the summary as the last line. */
    public synchronized void finish(RunResult result, String more) {
        underWay = "";
        var text = new StringBuilder(progress.erased());
        if (!later.isEmpty()) {
            text.append('\n');
        }
        later.forEach(text::append);
        later.clear();
        skipped.forEach((reason, count) -> text.append("skip  ")
                .append(count == 1 ? "1 case" : count + " cases")
                .append(because(reason))
                .append('\n'));
        print(text.append(more).append(summary(result)).append('\n').toString());
    }

    private void print(String text) {
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
        }
    }

    private String headline(CaseResult result) {
        var word = Colours.word(result.verdict());
        var title = PlainText.oneLine(result.info().title());
        var start = colours.verdict(result.verdict(), PlainText.padded(word, 6)) + title;
        if (result.verdict() == Verdict.SKIPPED) {
            return start + result.reason().map(ConsoleReport::because).orElse("") + "\n";
        }
        var time = Seconds.brief(result.duration());
        int gap = TIME_END - 6 - PlainText.columns(title) - time.length();
        return start + " ".repeat(Math.max(2, gap)) + time + "\n";
    }

    private static String because(String reason) {
        return "  (" + PlainText.oneLine(reason) + ")";
    }

    /** The failures, or why there is nothing more to say about a case that did not pass. */
    private String message(CaseResult result) {
        var told = result.telling();
        if (!told.failures().isEmpty()) {
            return "\n" + colours.firstLine(FailureText.render(told)) + "\n";
        }
        boolean enough = result.verdict() == Verdict.SKIPPED || result.reason().isEmpty();
        return enough ? "" : "\n  " + PlainText.oneLine(result.reason().get()) + "\n\n";
    }

    /** The steps that were reached, with what happened during each if events are wanted. */
    private String steps(CaseResult result) {
        var text = new StringBuilder();
        var steps = result.steps();
        var timeline = result.timeline();
        int events = 0;
        for (int i = 0; i < steps.size(); i++) {
            int unkept = i == 0 ? 0 : between(steps.get(i - 1), steps.get(i));
            if (unkept > 0) {
                text.append(aside("… " + unkept + (unkept == 1 ? " step" : " steps") + " left out"));
            }
            text.append(step(steps.get(i), result.info().source()));
            long end = i + 1 < steps.size() ? steps.get(i + 1).firstEvent() : Long.MAX_VALUE;
            if (verbosity >= EVENTS) {
                int from = events;
                while (events < timeline.size() && timeline.get(events).seq() <= end) {
                    events++;
                }
                text.append(TimelineText.all(timeline.subList(from, events)));
            }
        }
        if (result.ordersTried() > 1) {
            text.append(aside(result.ordersTried() + " orders tried; the last one is shown"));
        }
        boolean untold = steps.isEmpty() && verbosity >= EVENTS;
        return text.append(untold ? TimelineText.all(result.timeline()) : "").toString();
    }

    /** How many of their list were reached between two that were kept. */
    private static int between(StepResult one, StepResult next) {
        return one.inFinally() == next.inFinally() ? next.number() - one.number() - 1 : 0;
    }

    /** A line between the steps. */
    private static String aside(String text) {
        return " ".repeat(STEP_TIME_COLUMNS + 2) + text + "\n";
    }

    /** When it began, what it is, what came of it and how long it took. */
    private String step(StepResult step, Source source) {
        var time = Seconds.exact(step.startedAt());
        var text = (step.inFinally() ? "finally " : "") + written(step, source);
        var word = Colours.word(step.verdict());
        return " ".repeat(Math.max(0, STEP_TIME_COLUMNS - time.length()))
                + time
                + "  "
                + PlainText.padded(PlainText.cut(PlainText.oneLine(text), STEP_COLUMNS), STEP_COLUMNS)
                + "  "
                + colours.verdict(step.verdict(), word)
                + " ".repeat(VERDICT_COLUMNS - word.length())
                + Seconds.exact(step.duration())
                + "s\n";
    }

    /** Its label, or the line that it begins with, arguments and all. */
    private static String written(StepResult step, Source source) {
        if (step.label().isPresent()) {
            return step.key() + ": " + step.label().get();
        }
        var line = source.line(step.line()).strip().replaceFirst("^- +", "");
        return line.startsWith(step.key() + ":") ? line : step.key();
    }

    /** How many cases ended how, and how long all took. */
    static String summary(RunResult result) {
        var parts = new ArrayList<String>();
        for (var verdict : Verdict.values()) {
            long count = result.count(verdict);
            if (count > 0 || verdict == Verdict.PASSED || verdict == Verdict.FAILED) {
                parts.add(count + " " + verdict.word());
            }
        }
        return String.join(", ", parts) + " (" + Seconds.brief(result.duration()) + ")";
    }
}
