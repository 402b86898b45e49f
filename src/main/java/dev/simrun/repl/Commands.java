package dev.simrun.repl;

import dev.simrun.language.Catalogue;
import dev.simrun.manual.Explain;
import dev.simrun.match.Spelling;
import dev.simrun.repl.Breakpoints.Where;
import dev.simrun.report.ValueText;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Session;
import dev.simrun.scenario.Step;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out the commands of the prompt. */
record Commands(Stepper stepper, Breakpoints breakpoints, Saving saving) {

    private static final int TIMELINE = 20;
    private static final int COUNT_LIMIT = 100_000;

    private Session session() {
        return stepper.session();
    }

    /** All first words, aliases left out. */
    static List<String> words() {
        var words = new ArrayList<>(Command.words());
        words.addAll(Catalogue.stepKeys());
        return words;
    }

    Views views(Screen screen) {
        return new Views(stepper, breakpoints, screen.columns());
    }

    /**
     * Carries out a command.
     *
     * @return how the session ends, if it does
     * @throws ScenarioException if what was to be read has problems
     */
    Optional<Ending> carryOut(Command command, String rest, Screen screen)
            throws CommandException, InterruptedException {
        if (!command.takesArguments() && !rest.isEmpty()) {
            throw new CommandException(command.word() + " takes nothing, not \"" + rest + "\"");
        }
        var views = views(screen);
        switch (command) {
            case STEP, NEXT -> {
                requireMore();
                stepper.step(rest.isEmpty() ? 1 : number(command, rest));
            }
            case CONTINUE -> {
                requireMore();
                stepper.goOn();
            }
            case UNTIL -> until(number(command, rest));
            case FINISH -> {
                return finish();
            }
            case BREAK -> breakAt(rest, false, screen);
            case TBREAK -> breakAt(rest, true, screen);
            case BREAKPOINTS -> screen.show(views.breakpointList());
            case CLEAR -> clear(rest);
            case LIST -> screen.show(views.list());
            case WHERE -> screen.show(views.where());
            case PRINT -> print(rest, screen);
            case SET -> set(rest);
            case VARS -> screen.show(views.vars());
            case TIMELINE -> timeline(rest, views, screen);
            case LOGS -> screen.show(views.logs(actor(rest)));
            case STATE -> screen.show(views.state());
            case RETRY -> retry();
            case SKIP -> skip();
            case RELOAD -> reload(screen);
            case RESTART -> {
                return Optional.of(Ending.RESTART);
            }
            case SAVE -> screen.show(saving.save(rest, stepper));
            case HELP -> help(rest, screen);
            case QUIT -> {
                return Optional.of(Ending.QUIT);
            }
        }
        return Optional.empty();
    }

    private void requireMore() throws CommandException {
        if (!session().underWay() && session().nextStep().isEmpty()) {
            throw new CommandException(
                    session().scenarioCase().steps().isEmpty()
                            ? "there is no file to go on with: type a step, such as invoke: {payload: {n: 1}}"
                            : "no step is left: finish ends the case, restart begins anew");
        }
    }

    private void until(int line) throws CommandException, InterruptedException {
        new BreakpointReader(session()).requireLine(line);
        stepper.until(line);
    }

    private Optional<Ending> finish() throws InterruptedException {
        stepper.finish();
        return stepper.failed() || session().underWay() || session().closing()
                ? Optional.empty()
                : Optional.of(Ending.FINISHED);
    }

    private void breakAt(String text, boolean once, Screen screen) throws CommandException {
        Where where = new BreakpointReader(session()).read(text);
        var fresh = breakpoints.add(where, once);
        screen.show("breakpoint " + fresh.number() + ": " + where.text() + "\n");
    }

    private void clear(String text) throws CommandException {
        int number = number(Command.CLEAR, text);
        if (!breakpoints.remove(number)) {
            throw new CommandException("there is no breakpoint " + number + " (breakpoints lists them)");
        }
    }

    private void print(String text, Screen screen) throws CommandException {
        if (text.isEmpty()) {
            var value = stepper.value();
            screen.show(
                    value.isEmpty()
                            ? "the last step has no result; print PATH shows a name's value\n"
                            : ValueText.of(value, screen.columns()));
            return;
        }
        var path =
                text.matches("\\$\\{.*}") ? text.substring(2, text.length() - 1).strip() : text;
        var value = session().view().value(path);
        if (value.isEmpty()) {
            var names = List.copyOf(session().view().names().propertyNames());
            var root = path.split("[.\\[]", 2)[0];
            var guess = names.contains(root) ? "" : Spelling.guess(root, names) + " (vars lists all names)";
            throw new CommandException("nothing is called \"" + path + "\"" + guess);
        }
        screen.show(ValueText.of(value.get(), screen.columns()));
    }

    /** As the step {@code set}, which it becomes; in lines, where a value needs no quotes. */
    private void set(String text) throws CommandException, InterruptedException {
        int equals = text.indexOf('=');
        var name = text.substring(0, Math.max(0, equals)).strip();
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
            throw new CommandException("set takes NAME=VALUE, not \"" + text + "\"");
        }
        var value = text.substring(equals + 1).strip();
        var step = read(new Source("set", "set:\n  " + name + ": " + value));
        if (session().underWay()) {
            var _ = stepper.beside(step); // a set never waits
        } else {
            stepper.typed(step);
        }
    }

    private Step read(Source source) throws CommandException {
        try {
            return session().read(source).getFirst();
        } catch (ScenarioException wrong) {
            throw new CommandException(BreakpointReader.messages(wrong));
        }
    }

    private void timeline(String text, Views views, Screen screen) throws CommandException {
        var words = text.isEmpty() ? List.<String>of() : List.of(text.split("\\s+"));
        boolean counted = !words.isEmpty() && words.getFirst().matches("\\d+");
        int count = counted ? number(Command.TIMELINE, words.getFirst()) : TIMELINE;
        var rest = counted ? words.subList(1, words.size()) : words;
        screen.show(views.timeline(count, actor(String.join(" ", rest))));
    }

    private Optional<String> actor(String name) throws CommandException {
        var known = new ArrayList<>(
                session().view().actors().stream().map(it -> it.name()).toList());
        known.add("environment");
        if (!name.isEmpty() && !known.contains(name)) {
            throw new CommandException("there is no actor \"" + name + "\" (actors: " + String.join(", ", known) + ")");
        }
        return Optional.of(name).filter(it -> !it.isEmpty());
    }

    private void retry() throws CommandException, InterruptedException {
        requireSettled("retry");
        if (session().failure().isEmpty()) {
            throw new CommandException("no step has failed that could be run again");
        }
        stepper.step(1);
    }

    private void skip() throws CommandException, InterruptedException {
        if (session().underWay() && !stepper.giveUp()) {
            return; // a typed one, or it has passed after all
        }
        requireMore();
        session().skip();
        stepper.transcript().passedOver();
        stepper.forget();
    }

    private void reload(Screen screen) throws CommandException {
        requireSettled("reload");
        if (session().scenarioCase().steps().isEmpty()) {
            throw new CommandException("there is no file to read again");
        }
        screen.show(new Reloading(session())
                .replace(saving.scenarios().again(session().file())));
        stepper.forget();
    }

    private void requireSettled(String command) throws CommandException {
        if (session().underWay()) {
            throw new CommandException(
                    "a step is under way: " + command + " can follow when it has ended (step) or was given up (skip)");
        }
    }

    private static void help(String name, Screen screen) throws CommandException {
        if (name.isEmpty()) {
            screen.show(Command.help());
            return;
        }
        var explained = Explain.text(name);
        var meant = Command.named(name).or(() -> explained.isEmpty() ? only(Command.meant(name)) : Optional.empty());
        var command = meant.map(it -> it.usage() + "\n  " + it.text() + "\n").orElse("");
        var text = command
                + explained.map(it -> command.isEmpty() ? it : "\n" + it).orElse("");
        if (text.isEmpty()) {
            var guess = Spelling.guess(Explain.nearest(name));
            throw new CommandException("nothing is called \"" + name + "\"" + guess);
        }
        screen.show(text);
    }

    private static Optional<Command> only(List<Command> meant) {
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    private static int number(Command command, String text) throws CommandException {
        if (!text.matches("\\d{1,6}") || text.matches("0+") || Integer.parseInt(text) > COUNT_LIMIT) {
            throw new CommandException(command.word() + " takes a number from 1 on, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
