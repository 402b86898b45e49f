package dev.simrun.repl;

import dev.simrun.report.Secrets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Status;

/**
 * JLine's line editor with a status line below it; what others show comes above.
 *
 * <p>Its lock guards the terminal. JLine holds it while it draws what is being typed and while a line begins and ends,
 * but not for its status line, which saves and restores the position of the cursor: what another thread wrote in
 * between would be written over. So all that goes to the terminal goes through here. The case's lock may be taken under
 * this one, never the other way round.
 */
final class LineEditor extends LineReaderImpl {
    /** Fewer lines have no room for a status line. */
    private static final int STATUS_LINES = 10;

    private static final int USUAL_COLUMNS = 80;

    private final AttributedStyle statusStyle;
    private Optional<Supplier<String>> shown = Optional.empty();
    private String statusText = "";

    /** Nothing has been shown. */
    LineEditor(Terminal terminal, boolean color, Secrets secrets) {
        super(terminal, "simrun", new HashMap<>());
        this.statusStyle = color ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT;
        setHistory(new DefaultHistory() {
            @Override
            public void add(Instant time, String line) {
                super.add(time, secrets.masked(line));
            }
        });
        // the status line follows the size of the window while no line is typed, too
        var _ = terminal.handle(Signal.WINCH, _ -> alone(this::resized));
    }

    /** Asks for a line; the status is asked anew whenever something was shown. */
    String readLine(String prompt, Supplier<String> status) {
        alone(() -> {
            shown = Optional.of(status);
            status(status.get());
        });
        try {
            return readLine(prompt);
        } finally {
            alone(() -> shown = Optional.empty());
        }
    }

    /** Shows a text that ends with a line break; above the line that is being typed, if there is one. */
    void show(String text) {
        alone(() -> {
            printAbove(text);
            shown.map(Supplier::get).ifPresent(this::status);
        });
    }

    /** Writes the status line while no line is typed. */
    void statusOnly(Supplier<String> status) {
        alone(() -> {
            if (shown.isEmpty()) {
                status(status.get());
            }
        });
    }

    /** Breaks the line that the cursor is in. */
    void breakLine() {
        alone(() -> {
            terminal.writer().println();
            terminal.flush();
        });
    }

    /** Writes the status line, for which all else moves up if there was none. */
    void status(String line) {
        alone(() -> {
            statusText = line;
            if (hasRoom()) {
                Optional.ofNullable(Status.getStatus(terminal)).ifPresent(it -> it.update(List.of(fitting(line))));
            }
        });
    }

    private boolean hasRoom() {
        boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        return !dumb && terminal.getSize().getRows() >= STATUS_LINES;
    }

    private AttributedString fitting(String line) {
        var text = new AttributedString(line, statusStyle);
        return text.columnLength() <= columns()
                ? text
                : new AttributedStringBuilder()
                        .append(text.columnSubSequence(0, columns() - 1))
                        .append("…", statusStyle)
                        .toAttributedString();
    }

    void clearStatus() {
        alone(() -> {
            statusText = "";
            Status.getExistingStatus(terminal).ifPresent(status -> status.update(List.of()));
            terminal.flush();
        });
    }

    /** Gives the room of the status line back to the terminal. */
    void closeStatus() {
        alone(() -> Status.getExistingStatus(terminal).ifPresent(Status::close));
    }

    int columns() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    /** JLine draws without its lock when the size of the window changes, and over lines that have moved. */
    @Override
    protected void handleSignal(Signal signal) {
        alone(() -> {
            if (signal == Signal.WINCH && Status.getExistingStatus(terminal).isPresent()) {
                resized();
            } else {
                super.handleSignal(signal);
            }
        });
    }

    /**
     * Draws all anew from the prompt on. Where that is now only the terminal knows, as it moves lines, and breaks them
     * anew, in its own way; what is left of the status line is below.
     */
    private void resized() {
        var status = Status.getExistingStatus(terminal);
        if (status.isEmpty()) {
            return;
        }
        if (reading) {
            size = terminal.getBufferSize();
            display.resize(size);
            display.update(List.of(), 0, false);
        }
        terminal.puts(Capability.clr_eos);
        place(status.get(), terminal.getSize());
        if (reading) {
            redisplay();
        }
        terminal.flush();
    }

    /** Puts the status line into the lowest row, for which all else moves up if there is something in it. */
    private void place(Status status, Size window) {
        boolean shows = hasRoom() && !statusText.isEmpty();
        terminal.puts(Capability.save_cursor);
        terminal.puts(Capability.change_scroll_region, 0, window.getRows() - 1);
        terminal.puts(Capability.restore_cursor);
        if (shows) {
            terminal.writer().print('\n');
            terminal.puts(Capability.cursor_up);
        }
        status.suspend();
        status.update(List.of());
        status.resize(Size.of(window.getColumns(), 1)); // it clears where its line was before, which is elsewhere now
        status.update(shows ? List.of(fitting(statusText)) : List.of());
        status.resize(window);
        status.restore();
    }

    private void alone(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
