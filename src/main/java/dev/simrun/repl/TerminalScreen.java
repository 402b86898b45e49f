package dev.simrun.repl;

import dev.simrun.report.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Signals;

/** A terminal: editing, completion, history, a status line. */
final class TerminalScreen implements Screen {
    private static final String INTERRUPT = "INT";

    /** A style without a colour; an empty one would leave JLine's own. */
    private static final String PLAIN = "fg:default";

    private final Terminal terminal;
    private final LineEditor editor;
    private final Typing typing;
    private final Secrets secrets;
    private final Object others;
    private final Interruptible waits = new Interruptible();

    /** Whether Ctrl-C was pressed since somebody was asked to type. */
    private volatile boolean pressed;

    /** Nothing has been shown; {@code others} handled Ctrl-C before. */
    private TerminalScreen(Terminal terminal, LineEditor editor, Typing typing, Secrets secrets, Object others) {
        this.terminal = terminal;
        this.editor = editor;
        this.typing = typing;
        this.secrets = secrets;
        this.others = others;
    }

    /** Opens the terminal that simrun was started from. */
    static TerminalScreen open(Repl.Console console) {
        var others = Signals.register(INTERRUPT, () -> {});
        Signals.unregister(INTERRUPT, others); // only looked at; JLine puts it back at the end
        try {
            // Ctrl-C is a key where a line is typed; as a signal of JLine's it would end the next line, too
            System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
            // asking the terminal for what it can do may take half a second where it says nothing
            var terminal = TerminalBuilder.builder()
                    .system(true)
                    .providers("jni,exec")
                    .graphemeCluster(false)
                    .build();
            var typing = new Typing(console.color());
            var editor = editor(terminal, typing, console);
            editor.status(" "); // moves what is on the screen, so nothing may follow it yet
            return new TerminalScreen(terminal, editor, typing, console.secrets(), others);
        } catch (IOException noTerminal) {
            throw new UncheckedIOException(noTerminal);
        }
    }

    private static LineEditor editor(Terminal terminal, Typing typing, Repl.Console console) {
        var editor = new LineEditor(terminal, console.color(), console.secrets());
        editor.setParser(typing);
        editor.setCompleter(typing);
        editor.setCompletionMatcher(new EveryCandidate());
        editor.setHighlighter(typing);
        editor.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "%P … ");
        editor.option(Option.DISABLE_EVENT_EXPANSION, true);
        editor.option(Option.HISTORY_IGNORE_SPACE, true);
        editor.option(Option.HISTORY_TIMESTAMPED, false);
        editor.option(Option.INSERT_BRACKET, false);
        if (!console.color()) {
            editor.setVariable(LineReader.COMPLETION_STYLE_STARTING, PLAIN);
            editor.setVariable(LineReader.COMPLETION_STYLE_DESCRIPTION, PLAIN);
            editor.setVariable(LineReader.COMPLETION_STYLE_GROUP, PLAIN);
        }
        HistoryFile.in(console.environment()).ifPresent(file -> editor.setVariable(LineReader.HISTORY_FILE, file));
        return editor;
    }

    @Override
    public Typed read(Prompt prompt) {
        if (!waits.begin()) {
            return new Typed.End();
        }
        attend();
        typing.at(prompt);
        try {
            return new Typed.Text(editor.readLine(prompt(prompt), prompt::status), 1);
        } catch (UserInterruptException interrupt) {
            return waits.interrupted() ? new Typed.End() : new Typed.Nothing();
        } catch (EndOfFileException end) {
            editor.breakLine(); // Ctrl-D leaves the cursor behind the prompt
            return new Typed.End();
        } finally {
            waits.end();
        }
    }

    private String prompt(Prompt prompt) {
        var style = typing.color() ? AttributedStyle.BOLD : AttributedStyle.DEFAULT;
        return new AttributedStringBuilder()
                .append(fitting(prompt.text()), style)
                .toAnsi(terminal);
    }

    /** An encoding without the arrow has a plain one. */
    private String fitting(String text) {
        return terminal.encoding().newEncoder().canEncode('▸') ? text : text.replace('▸', '>');
    }

    @Override
    public void show(String text) {
        var wrapped = secrets.masked(text)
                .lines()
                .map(line -> Wrapping.wrap(line, editor.columns(), terminal))
                .collect(Collectors.joining());
        if (!wrapped.isEmpty()) {
            editor.show(wrapped);
        }
    }

    @Override
    public void status(Prompt prompt) {
        editor.statusOnly(prompt::status);
    }

    @Override
    public boolean isScript() {
        return false;
    }

    @Override
    public int columns() {
        return editor.columns();
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
        editor.breakLine(); // the terminal itself has shown ^C
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
        editor.clearStatus();
    }

    @Override
    public void interrupt() {
        waits.interrupt();
    }

    @Override
    public void close() {
        try {
            editor.closeStatus();
            terminal.close();
        } catch (IOException gone) {
            // there is nobody to tell
        }
    }
}
