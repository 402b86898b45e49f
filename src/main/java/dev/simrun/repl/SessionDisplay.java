package dev.simrun.repl;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.report.Colours;
import dev.simrun.report.FailureText;
import dev.simrun.report.TimelineText;
import dev.simrun.report.ValueText;
import dev.simrun.run.Failure;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Session;
import dev.simrun.run.Verdict;
import dev.simrun.source.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Tells of a session as it goes: its events as they happen, its steps as they end. Until somebody asks for the screen,
 * nothing is told.
 */
final class SessionDisplay implements AutoCloseable {
    /** How many events are shown of what happened before somebody looked. */
    private static final int BEFORE = 10;

    private static final String HINT = "  retry runs it again, reload reads the edited file, skip passes over it";

    /** How often the clock of a step that runs is shown anew. */
    private static final Duration TICK = Duration.ofMillis(500);

    private static final int MARGIN = 8;
    private static final int VALUE_COLUMNS = 100;

    private final Session session;
    private final Supplier<Screen> screens;
    private final Colours colours;
    private final Semaphore news = new Semaphore(0);
    private final Thread feed;
    private boolean open;
    private boolean closed;
    private boolean hinted;
    private long told;
    private Optional<UnaryOperator<String>> asExtension;

    SessionDisplay(
            Session session, Supplier<Screen> screens, Colours colours, Optional<UnaryOperator<String>> asExtension) {
        this.session = session;
        this.feed = session.thread("simrun-repl", this::feed);
        this.screens = screens;
        this.colours = colours;
        this.asExtension = asExtension;
    }

    /** Opens the screen: from now on all is told. */
    synchronized Screen open() {
        var screen = screens.get();
        if (!open) {
            open = true;
            told = Math.max(0, session.view().timeline(0).size() - BEFORE);
            if (!screen.isScript()) {
                // a script's output is the same each time: events come with the step that they end
                session.view().listen(_ -> news.release());
                feed.start();
            }
            screen.onInterrupt(session::haltStep);
        }
        return screen;
    }

    /** The environment waits for its listeners; this one may have to wait for a terminal. */
    private void feed() {
        try {
            while (true) {
                boolean heard = news.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
                var _ = news.drainPermits();
                if (heard) {
                    catchUp();
                }
                tick();
            }
        } catch (InterruptedException closed) {
            // it is over
        }
    }

    /** The clock of a step that runs is to be seen to go. */
    private synchronized void tick() {
        if (!closed && session.underWay() && !session.view().stands()) {
            screens.get().status(new Prompt(session));
        }
    }

    /** Shows all events that have not been shown yet. */
    synchronized void catchUp() {
        if (!open) {
            return;
        }
        var screen = screens.get();
        for (var event : session.view().timeline(told)) {
            var line = TimelineText.line(event, screen.columns());
            screen.show(colours.faint(line.stripTrailing()) + "\n");
            misplaced(event).ifPresent(screen::show);
            told = event.seq();
        }
    }

    /** Said once: what is started as a runtime may be an extension. */
    private Optional<String> misplaced(Event event) {
        boolean registers = event.fact() instanceof Fact.ExtensionRegister
                || event.as(Fact.RequestRefused.class)
                        .flatMap(Fact.RequestRefused::path)
                        .filter(path -> path.contains("/extension/"))
                        .isPresent();
        if (!registers || session.scenarioCase().extension(event.actor()).isPresent()) {
            return Optional.empty();
        }
        var line = asExtension.map(it -> it.apply(event.actor()));
        asExtension = Optional.empty();
        return line.map(it -> "notice: " + event.actor() + " registers as an extension, but was started as the runtime;"
                + " start it as an extension so:\n  " + it + "\n");
    }

    void show(String text) {
        if (open && !text.isEmpty()) {
            screens.get().show(text);
        }
    }

    /** Shows what is wrong with a text. */
    void problems(List<Problem> problems) {
        problems.forEach(it -> show(it.render(screens.get().columns()) + "\n"));
    }

    /** Shows why something can't be done. */
    void error(String message) {
        show(colours.verdict(Verdict.FAILED, "error:") + " " + message + "\n");
    }

    /** Shows why a step did not pass, the first time with what can be done about it. */
    void failure(Failure failure) {
        if (!open) {
            return;
        }
        show(colours.firstLine(FailureText.cause(failure, screens.get().columns())));
        boolean givenUp = failure.verdict() == Verdict.INTERRUPTED;
        if (!hinted && !givenUp && failure.stepNumber() > 0 && !screens.get().isScript()) {
            hinted = true;
            show(colours.faint(HINT) + "\n");
        }
    }

    /** Shows what came of a step; one that was typed has its whole result shown. */
    void ended(Ended ended, boolean ofFile) {
        catchUp();
        if (!open) {
            return;
        }
        if (ended.failure().isPresent()) {
            failure(ended.failure().get());
            return;
        }
        var result = ended.result();
        var key = result.key();
        boolean skipped = result.verdict() == Verdict.SKIPPED;
        var word = colours.verdict(result.verdict(), skipped ? "skip" : "ok  ");
        show("  " + word + "  " + key + after(ended, key, ofFile));
    }

    private String after(Ended ended, String key, boolean ofFile) {
        int columns = screens.get().columns();
        var value = ended.value();
        if (ended.result().verdict() == Verdict.SKIPPED) {
            return "  (its condition does not hold)\n";
        }
        if (value.isEmpty()) {
            return "\n";
        }
        if (ofFile) {
            int room = Math.min(columns - MARGIN - key.length() - 2, VALUE_COLUMNS);
            return "  " + ValueText.brief(value, room) + "\n";
        }
        return "\n"
                + ValueText.of(value, Math.min(columns - MARGIN, VALUE_COLUMNS)).indent(MARGIN);
    }

    @Override
    public synchronized void close() {
        closed = true;
        catchUp();
        feed.interrupt();
    }
}
