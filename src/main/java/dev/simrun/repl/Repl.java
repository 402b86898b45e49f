package dev.simrun.repl;

import dev.simrun.language.SecretVariables;
import dev.simrun.report.Colours;
import dev.simrun.report.Secrets;
import dev.simrun.run.Debugger;
import dev.simrun.run.Session;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Somebody at a prompt who takes cases through their steps. */
public final class Repl implements Debugger, AutoCloseable {
    private final Start start;
    private final Console console;
    private final Saving saving;
    private final Breakpoints breakpoints = new Breakpoints();
    private Optional<Screen> screen = Optional.empty();
    private volatile boolean interrupted;
    private boolean begun;
    private boolean left;
    private Optional<Fault> fault = Optional.empty();

    /** A prompt that nobody has seen yet; its screen is opened when it is needed first. */
    public Repl(Start start, Console console, ScenarioSource scenarios) {
        this.start = start;
        this.console = console;
        this.saving = new Saving(scenarios);
        // what is typed can read all of it
        console.secrets().add(SecretVariables.of(scenarios.environment()));
        start.lines().forEach(line -> breakpoints.add(new Breakpoints.Where.Line(line), false));
    }

    /**
     * Where the prompt opens.
     *
     * @param atOnce before the first step
     * @param onFailure after a step that does not pass
     * @param lines before the steps that begin there
     * @param introduction shown before the first prompt; may be empty
     * @param typed carried out before the first prompt, as if it had been typed
     * @param goesOn whether the rest of a case follows where a script ends
     * @param asExtension the command line that starts the runtime's program as an extension of some name, where it may
     *     be one
     */
    public record Start(
            boolean atOnce,
            boolean onFailure,
            List<Integer> lines,
            String introduction,
            Optional<String> typed,
            boolean goesOn,
            Optional<UnaryOperator<String>> asExtension) {
        public Start {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Where somebody types and reads.
     *
     * @param terminal whether both are a terminal; else the input is a script
     * @param color whether to use ANSI colours
     * @param environment simrun's own environment variables
     * @param secrets what is not shown
     */
    public record Console(
            InputStream in,
            PrintStream out,
            boolean terminal,
            boolean color,
            Map<String, String> environment,
            Secrets secrets) {}

    /** What ended a script before its end. */
    public enum Fault {
        /** A step of it did not pass. */
        FAILED,
        /** A line of it is no step and no command, or one that can't be carried out. */
        UNREADABLE
    }

    /** What ended the script before its end, if the input is one. */
    public Optional<Fault> fault() {
        return fault;
    }

    /** Whether somebody at a terminal left before a case was over. */
    public boolean left() {
        return left;
    }

    @Override
    public Ending debug(Session session) throws InterruptedException {
        try (var display =
                new SessionDisplay(session, this::screen, new Colours(console.color()), start.asExtension())) {
            var stepper = new Stepper(session, breakpoints, display);
            var commands = new Commands(stepper, breakpoints, saving);
            var dialogue = new Dialogue(stepper, commands, display, start.goesOn());
            boolean again = begun;
            begun = true;
            var ending = again ? dialogue.again() : dialogue.begin(start);
            if (dialogue.fault().isPresent() && screen().isScript()) {
                fault = dialogue.fault();
            }
            left |= dialogue.left();
            begun = ending == Ending.RESTART;
            if (!session.scenarioCase().finallySteps().isEmpty()) {
                display.show("finally\n");
                session.runFinally(ended -> display.ended(ended, true));
            }
            return ending;
        } finally {
            screen.ifPresent(Screen::rest);
        }
    }

    /** The screen, opened now at the latest. */
    private synchronized Screen screen() {
        if (screen.isEmpty()) {
            screen = Optional.of(console.terminal() ? TerminalScreen.open(console) : ScriptScreen.open(console));
            if (interrupted) {
                screen.get().interrupt();
            }
        }
        return screen.get();
    }

    @Override
    public synchronized void interrupt() {
        interrupted = true;
        screen.ifPresent(Screen::interrupt);
    }

    @Override
    public synchronized void close() {
        screen.ifPresent(Screen::close);
    }
}
