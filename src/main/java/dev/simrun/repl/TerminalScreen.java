package dev.simrun.repl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Signals;
import org.jline.utils.Status;

/** A terminal: editing, completion, history, a status line. */
final class TerminalScreen implements Screen {
    /** Fewer lines have no room for a status line. */
    private static final int STATUS_LINES = 10;

    private static final int USUAL_COLUMNS = 80;
    private static final String INTERRUPT = "INT";

    /** A style without a colour; an empty one would leave JLine's own. */
    private static final String PLAIN = "fg:default";

    private final Terminal terminal;
    private final LineReader reader;
    private final Typing typing;
    private final boolean color;
    private final Object others;
    private final Interruptible waits = new Interruptible();
    private volatile Optional<Prompt> shown = Optional.empty();

    /** Whether Ctrl-C was pressed since somebody was asked to type. */
    private volatile boolean pressed;

    /** Nothing has been shown; {@code others} handled Ctrl-C before. */
    private TerminalScreen(Terminal terminal, LineReader reader, Typing typing, Object others) {
        this.terminal = terminal;
        this.reader = reader;
        this.typing = typing;
        this.color = typing.color();
        this.others = others;
    }

    /** Opens the terminal that simrun was started from. */
    static TerminalScreen open(Repl.Console console) {
        var others = Signals.register(INTERRUPT, () -> {});
        Signals.unregister(INTERRUPT, others); // only looked at; JLine puts it back at the end
        try {
            // asking the terminal for what it can do may take half a second where it says nothing
            var terminal = TerminalBuilder.builder()
                    .system(true)
                    .providers("jni,exec")
                    .graphemeCluster(false)
                    .build();
            var typing = new Typing(console.color());
            var reader = reader(terminal, typing, console);
            var screen = new TerminalScreen(terminal, reader, typing, others);
            screen.status(" "); // moves what is on the screen, so nothing may follow it yet
            return screen;
        } catch (IOException noTerminal) {
            throw new UncheckedIOException(noTerminal);
        }
    }

    private static LineReader reader(Terminal terminal, Typing typing, Repl.Console console) {
        var builder = LineReaderBuilder.builder()
                .appName("simrun")
                .terminal(terminal)
                .parser(typing)
                .completer(typing)
                .completionMatcher(new EveryCandidate())
                .highlighter(typing)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P … ")
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_IGNORE_SPACE, true)
                .option(Option.HISTORY_TIMESTAMPED, false)
                .option(Option.INSERT_BRACKET, false);
        if (!console.color()) {
            builder.variable(LineReader.COMPLETION_STYLE_STARTING, PLAIN)
                    .variable(LineReader.COMPLETION_STYLE_DESCRIPTION, PLAIN)
                    .variable(LineReader.COMPLETION_STYLE_GROUP, PLAIN);
        }
        HistoryFile.in(console.environment()).ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        return builder.build();
    }

    @Override
    public Typed read(Prompt prompt) {
        if (!waits.begin()) {
            return new Typed.End();
        }
        attend();
        typing.at(prompt);
        shown = Optional.of(prompt);
        status(prompt.status());
        try {
            return new Typed.Text(reader.readLine(prompt(prompt)), 1);
        } catch (UserInterruptException interrupt) {
            return waits.interrupted() ? new Typed.End() : new Typed.Nothing();
        } catch (EndOfFileException end) {
            terminal.writer().println(); // Ctrl-D leaves the cursor behind the prompt
            return new Typed.End();
        } finally {
            shown = Optional.empty();
            waits.end();
        }
    }

    private String prompt(Prompt prompt) {
        var style = color ? AttributedStyle.BOLD : AttributedStyle.DEFAULT;
        return new AttributedStringBuilder()
                .append(fitting(prompt.text()), style)
                .toAnsi(terminal);
    }

    /** An encoding without the arrow has a plain one. */
    private String fitting(String text) {
        return terminal.encoding().newEncoder().canEncode('▸') ? text : text.replace('▸', '>');
    }

    private void status(String line) {
        boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        if (dumb || terminal.getSize().getRows() < STATUS_LINES) {
            return;
        }
        var style = color ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT;
        var text = new AttributedString(line, style);
        var fitting = text.columnLength() <= columns()
                ? text
                : new AttributedStringBuilder()
                        .append(text.columnSubSequence(0, columns() - 1))
                        .append("…", style)
                        .toAttributedString();
        Optional.ofNullable(Status.getStatus(terminal)).ifPresent(it -> it.update(List.of(fitting)));
    }

    @Override
    public void show(String text) {
        var wrapped = text.lines()
                .map(line -> Wrapping.wrap(line, columns(), terminal))
                .collect(Collectors.joining());
        if (shown.isPresent()) {
            reader.printAbove(wrapped);
            shown.map(Prompt::status).ifPresent(this::status);
        } else {
            terminal.writer().print(wrapped);
            terminal.flush();
        }
    }

    @Override
    public boolean isScript() {
        return false;
    }

    @Override
    public int columns() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    @Override
    public void onInterrupt(Runnable action) {
        var _ = terminal.handle(Signal.INT, _ -> pressed(action));
        attend();
    }

    /** A dumb terminal has no signals of its own, and after a rest none has. */
    private void attend() {
        pressed = false;
        var _ = Signals.register(INTERRUPT, () -> terminal.raise(Signal.INT));
    }

    /** What does not end at the first Ctrl-C is left to those who can end the run. */
    private void pressed(Runnable action) {
        terminal.writer().println(); // the terminal itself has shown ^C
        if (!pressed) {
            pressed = true;
            action.run();
        } else {
            Signals.unregister(INTERRUPT, others);
            show("the step does not end; Ctrl-C once more interrupts the run\n");
        }
    }

    @Override
    public void rest() {
        Signals.unregister(INTERRUPT, others);
        Status.getExistingStatus(terminal).ifPresent(status -> status.update(List.of()));
        terminal.flush();
    }

    @Override
    public void interrupt() {
        waits.interrupt();
    }

    @Override
    public void close() {
        try {
            Status.getExistingStatus(terminal).ifPresent(Status::close);
            terminal.close();
        } catch (IOException gone) {
            // there is nobody to tell
        }
    }
}
