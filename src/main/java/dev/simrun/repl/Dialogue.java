package dev.simrun.repl;

import dev.simrun.repl.Repl.Fault;
import dev.simrun.repl.Repl.Start;
import dev.simrun.repl.Screen.Typed;
import dev.simrun.repl.Stepper.Stop;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Session;
import dev.simrun.scenario.Step;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is typed at the prompt in one session, and what comes of it. */
final class Dialogue {
    private static final String NOTICE =
            "notice: time stands still for simrun only; a deadline that a process has been given can't be recalled\n";

    /** What the environment waits for, which it has told its processes. */
    private static final Set<String> HANDED_OUT = Set.of("invoke", "shutdown");

    private final Stepper stepper;
    private final Session session;
    private final Commands commands;
    private final SessionDisplay display;
    private Optional<Command> lastCommand = Optional.empty();
    private Optional<Fault> fault = Optional.empty();
    private final boolean goesOn;
    private boolean left;
    private boolean noticed;

    /** One that goes on at the end of a script runs the rest of the case then. */
    Dialogue(Stepper stepper, Commands commands, SessionDisplay display, boolean goesOn) {
        this.goesOn = goesOn;
        this.stepper = stepper;
        this.session = stepper.session();
        this.commands = commands;
        this.display = display;
    }

    /** Why a script went no further. */
    Optional<Fault> fault() {
        return fault;
    }

    /** Whether somebody at a terminal left before the case was over. */
    boolean left() {
        return left;
    }

    /** From the first step on; the prompt opens where that was asked for. */
    Ending begin(Start start) throws InterruptedException {
        var first = session.nextStep();
        if (!start.atOnce() && first.flatMap(stepper::breakpoint).isEmpty()) {
            stepper.goOn();
            boolean failed = stepper.failed();
            boolean over = stepper.last() instanceof Stop.Before;
            if (over || (failed && !start.onFailure()) || session.closing()) {
                return Ending.FINISHED;
            }
        }
        var screen = display.open();
        display.catchUp();
        screen.show(start.introduction());
        session.failure().ifPresent(display::failure);
        if (start.typed().isPresent()) {
            var _ = typed(new Typed.Text(start.typed().get(), 1), screen);
        }
        return talk(screen);
    }

    /** Anew, in a fresh environment. */
    Ending again() throws InterruptedException {
        var screen = display.open();
        screen.show("a fresh environment\n");
        return talk(screen);
    }

    private Ending talk(Screen screen) throws InterruptedException {
        showPlace(screen);
        while (true) {
            if (session.closing() || (fault.isPresent() && screen.isScript())) {
                return leave(screen);
            }
            notice(screen);
            display.catchUp();
            switch (screen.read(new Prompt(session))) {
                case Typed.End _ -> {
                    return end(screen);
                }
                case Typed.Nothing _ -> {}
                case Typed.Text text -> {
                    var ending = handle(text, screen);
                    if (ending.isPresent()) {
                        return ending.get() == Ending.QUIT ? leave(screen) : ending.get();
                    }
                }
            }
        }
    }

    /** Nobody is there any more: a script is over, a terminal was left. */
    private Ending end(Screen screen) throws InterruptedException {
        if (!screen.isScript()) {
            return leave(screen);
        }
        if (goesOn && session.failure().isEmpty() && !session.closing()) {
            stepper.finish();
        }
        return Ending.FINISHED;
    }

    /** How a script ended is judged like a run. */
    private Ending leave(Screen screen) {
        left = !screen.isScript();
        return Ending.QUIT;
    }

    /** Said once: what no debugger of one side can help. */
    private void notice(Screen screen) {
        boolean processes = session.view().actors().stream()
                .anyMatch(actor -> actor.program().equals("process") && actor.running());
        boolean handedOut = session.view().deadlines().keySet().stream().anyMatch(HANDED_OUT::contains);
        if (!noticed && processes && handedOut) {
            noticed = true;
            screen.show(NOTICE);
        }
    }

    /** A script comes in pieces; what was pasted is cut into such. */
    private Optional<Ending> handle(Typed.Text text, Screen screen) throws InterruptedException {
        var parts = Input.split(text.text());
        if (screen.isScript() || parts.size() < 2) {
            return handleOne(text, screen);
        }
        for (var part : parts) {
            fault = Optional.empty();
            var ending = handleOne(new Typed.Text(part, text.line()), screen);
            if (ending.isPresent() || fault.isPresent()) {
                return ending;
            }
        }
        return Optional.empty();
    }

    private Optional<Ending> handleOne(Typed.Text text, Screen screen) throws InterruptedException {
        var input = Input.of(text.text());
        if (input instanceof Input.Empty) {
            return repeated(screen);
        }
        lastCommand = Optional.empty();
        if (input instanceof Input.Command(String name, String rest)) {
            return command(new Typed.Text(name, text.line()), rest, screen);
        }
        if (typed(text, screen)) {
            showPlace(screen);
        }
        return Optional.empty();
    }

    private Optional<Ending> repeated(Screen screen) throws InterruptedException {
        return lastCommand.isPresent() && !screen.isScript()
                ? carryOut(lastCommand.get(), "", 1, screen)
                : Optional.empty();
    }

    private Optional<Ending> command(Typed.Text name, String rest, Screen screen) throws InterruptedException {
        var meant = Command.meant(name.text());
        if (meant.size() != 1) {
            unreadable(new NoCommand(name.text(), rest, meant).message(this::isRead), name.line(), screen);
            return Optional.empty();
        }
        lastCommand = Optional.of(meant.getFirst()).filter(Command.REPEATED::contains);
        return carryOut(meant.getFirst(), rest, name.line(), screen);
    }

    private boolean isRead(String step) {
        try {
            return !session.read(new Source("input", step)).isEmpty();
        } catch (ScenarioException wrong) {
            return false;
        }
    }

    private Optional<Ending> carryOut(Command command, String rest, int line, Screen screen)
            throws InterruptedException {
        try {
            var ending = commands.carryOut(command, rest, screen);
            if (ending.isEmpty() && Command.MOVES.contains(command)) {
                failedIf(stepper.failed());
                showPlace(screen);
            }
            return ending;
        } catch (CommandException wrong) {
            unreadable(wrong.text(), line, screen);
            return Optional.empty();
        } catch (ScenarioException wrong) {
            told(wrong);
            return Optional.empty();
        }
    }

    private void unreadable(String message, int line, Screen screen) {
        display.error(message + (screen.isScript() ? "\n  --> stdin:" + line : ""));
        fault = Optional.of(Fault.UNREADABLE);
    }

    private void told(ScenarioException wrong) {
        display.problems(wrong.problems());
        fault = Optional.of(Fault.UNREADABLE);
    }

    private void failedIf(boolean failed) {
        if (failed) {
            fault = Optional.of(Fault.FAILED);
        }
    }

    /** Carries out steps in file syntax; whether the session may stand elsewhere then. */
    private boolean typed(Typed.Text text, Screen screen) throws InterruptedException {
        List<Step> steps;
        try {
            steps = session.read(source(text, screen));
        } catch (ScenarioException wrong) {
            told(wrong);
            return false;
        }
        boolean moved = false;
        for (var step : steps) {
            boolean beside = session.underWay();
            boolean passed = beside ? beside(step) : alone(step);
            moved |= !beside;
            if (!passed) {
                break;
            }
        }
        return moved;
    }

    private boolean alone(Step step) throws InterruptedException {
        stepper.typed(step);
        failedIf(stepper.failed());
        return !stepper.failed();
    }

    private boolean beside(Step step) {
        var ended = stepper.beside(step);
        if (ended.isEmpty()) {
            display.error(step.common().key()
                    + " can't begin while a step is under way: step lets that end, skip gives it up (assert_*, signal,"
                    + " stop, set and note can be typed here)\n"
                    + "  --> "
                    + step.common().at());
            fault = Optional.of(Fault.UNREADABLE);
            return false;
        }
        failedIf(!ended.get().passed());
        return ended.get().passed();
    }

    /** A script's lines keep their numbers; the text of one line may be indented. */
    private static Source source(Typed.Text text, Screen screen) {
        var name = screen.isScript() ? "stdin" : "input";
        return new Source(name, "\n".repeat(text.line() - 1) + text.text().stripIndent());
    }

    /** Shows why it stopped and what comes next. */
    private void showPlace(Screen screen) {
        var views = commands.views(screen);
        display.catchUp(); // the event that it stopped at comes before the reason
        if (!stepper.failed()) {
            screen.show(views.why());
        }
        if (!screen.isScript() && !session.underWay()) {
            screen.show(session.nextStep().isPresent() ? views.next() : views.end());
        }
    }
}
