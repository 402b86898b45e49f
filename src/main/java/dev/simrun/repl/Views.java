package dev.simrun.repl;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.match.Seconds;
import dev.simrun.repl.Stepper.Stop;
import dev.simrun.report.Standing;
import dev.simrun.report.TimelineText;
import dev.simrun.report.ValueText;
import dev.simrun.run.ActorView;
import dev.simrun.run.ProcessView;
import dev.simrun.run.Session;
import dev.simrun.scenario.Clock;
import dev.simrun.scenario.Step;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be looked at at the prompt, as text of so many columns. */
record Views(Stepper stepper, Breakpoints breakpoints, int columns) {
    private static final int AROUND = 5;
    private static final String MARGIN = " ".repeat(8);

    /** Values that are the machine's or the file's, not the case's. */
    private static final Set<String> TOO_MANY = Set.of("env");

    private Session session() {
        return stepper.session();
    }

    /** The next step as it stands in the file. */
    String next() {
        var next = session().nextStep();
        return next.map(step ->
                        lines(line(step), line(step) + StepSource.of(step).count() - 1))
                .orElse("");
    }

    /** What can follow where no step is left. */
    String end() {
        return session().scenarioCase().steps().isEmpty()
                ? ""
                : "no step is left: finish ends the case, restart begins anew\n";
    }

    /** The file around the next step. */
    String list() {
        var source = session().file().source();
        var steps = session().scenarioCase().steps();
        if (steps.isEmpty()) {
            return "no file: " + Counted.of(stepper.transcript().count(), "step") + " typed so far\n";
        }
        int line = line(session().nextStep().orElse(steps.getLast()));
        return lines(Math.max(1, line - AROUND), Math.min(source.lineCount(), line + AROUND));
    }

    private static int line(Step step) {
        return step.common().from().line();
    }

    private String lines(int from, int to) {
        var source = session().file().source();
        var text = new StringBuilder();
        int digits = Integer.toString(to).length();
        for (int line = from; line <= to; line++) {
            var number = " ".repeat(digits - Integer.toString(line).length()) + line;
            var row = mark(line) + number + " | " + source.line(line);
            text.append(cut(row.stripTrailing())).append('\n');
        }
        return text.toString();
    }

    private String mark(int line) {
        boolean next = session().nextStep().filter(step -> line(step) == line).isPresent();
        boolean breakpoint = breakpoints.list().stream()
                .anyMatch(one -> one.where() instanceof Breakpoints.Where.Line(int at) && at == line);
        return (breakpoint ? "b" : " ") + (next ? "-> " : "   ");
    }

    private String cut(String row) {
        return row.codePointCount(0, row.length()) <= columns
                ? row
                : row.substring(0, row.offsetByCodePoints(0, columns - 1)) + "…";
    }

    String where() {
        var one = session().scenarioCase();
        var title = session().file().name() + (one.label().isEmpty() ? "" : " " + one.label());
        return title + "\n" + place() + "\n" + why();
    }

    private String place() {
        var steps = session().scenarioCase().steps();
        var name = session().file().source().name();
        if (steps.isEmpty()) {
            return name + "   no file";
        }
        var next = session().nextStep();
        if (next.isEmpty()) {
            return name + "   after the last of " + Counted.of(steps.size(), "step");
        }
        var here = name + ":" + line(next.get()) + "   step " + (session().next() + 1);
        return here + " of " + steps.size() + ": " + next.get().common().key();
    }

    /** Why it stopped, where that is not plain. */
    String why() {
        return switch (stepper.last()) {
            case Stop.Before _, Stop.Paused _ -> "";
            case Stop.AtBreakpoint(var one) ->
                "breakpoint " + one.number() + ": " + one.where().text() + "\n";
            case Stop.AtEvent(var event, var one) -> {
                var breakpoint =
                        one.map(it -> "breakpoint " + it.number() + ": ").orElse("");
                var what = event.type().wireName() + " of " + event.actor();
                yield breakpoint + what + ", in the middle of " + underWay() + "\n";
            }
            case Stop.Halted _ -> "stopped in " + underWay() + " (step goes on with it, skip gives it up)\n";
            case Stop.Failed _ ->
                session().failure().map(failure -> failure.headline() + "\n").orElse("");
        };
    }

    private String underWay() {
        var step = session().stepUnderWay().orElseThrow();
        var key = step.common().key();
        boolean ofFile = session().nextStep().filter(step::equals).isPresent();
        return ofFile ? "step " + (session().next() + 1) + ": " + key : key;
    }

    String state() {
        boolean virtual = session().file().clock() == Clock.VIRTUAL;
        var view = session().view();
        var text = new StringBuilder("state   " + view.state() + "\n");
        text.append("clock   +%ss, ".formatted(Seconds.exact(view.elapsed())));
        text.append(virtual ? "virtual\n" : "real; it stands still at the prompt\n");
        var actors = view.actors();
        int width = actors.stream().mapToInt(it -> it.name().length()).max().orElse(0);
        actors.forEach(actor -> text.append(actor(actor, width)));
        view.deadlines()
                .forEach((what, left) -> text.append("limit   %s ends in %ss\n".formatted(what, Seconds.exact(left))));
        return text.toString();
    }

    private String actor(ActorView actor, int width) {
        var process = session().view().process(actor.name());
        var program = actor.program() + process.map(it -> " " + it.pid()).orElse("");
        var text = new StringBuilder(("actor   %-" + width + "s  %s").formatted(actor.name(), program));
        if (!actor.program().equals("none")) {
            text.append(actor.running() ? ", running" : ", not running");
        }
        if (actor.registered()) {
            text.append(", registered ").append(actor.events());
        }
        if (actor.pending() > 0) {
            text.append(", ").append(Counted.of(actor.pending(), "event")).append(" pending");
        }
        text.append('\n');
        if (actor.running()) {
            Standing.of(actor.name(), session().view().timeline(0)).ifPresent(it -> text.append(standing(it, process)));
        }
        return text.toString();
    }

    /** Whose turn it is can be looked into, if it is a process. */
    private static String standing(Standing standing, Optional<ProcessView> process) {
        var text = MARGIN + standing.text() + "\n";
        return text
                + process.filter(_ -> standing.owes())
                        .map(it -> MARGIN + "look into it: " + it.attach() + "\n")
                        .orElse("");
    }

    String vars() {
        var text = new StringBuilder();
        session().view().names().properties().forEach(one -> {
            var start = one.getKey() + " = ";
            int room = Math.max(20, columns - start.length());
            text.append(start)
                    .append(
                            TOO_MANY.contains(one.getKey())
                                    ? "(" + one.getValue().size() + " variables: print env)"
                                    : ValueText.brief(one.getValue(), room))
                    .append('\n');
        });
        return text.toString();
    }

    /** The newest events, of one actor or of all. */
    String timeline(int count, Optional<String> actor) {
        var events = events(actor).toList();
        var newest = events.subList(Math.max(0, events.size() - count), events.size());
        if (newest.isEmpty()) {
            return "nothing has happened yet" + actor.map(a -> " of " + a).orElse("") + "\n";
        }
        return newest.stream().map(event -> TimelineText.line(event, columns)).collect(Collectors.joining());
    }

    private Stream<Event> events(Optional<String> actor) {
        return session().view().timeline(0).stream()
                .filter(event -> actor.filter(a -> !a.equals(event.actor())).isEmpty());
    }

    String logs(Optional<String> actor) {
        int wide = Math.max(columns, 1000);
        var lines = events(actor)
                .filter(event -> event.fact() instanceof Fact.Log)
                .map(event -> TimelineText.line(event, actor.isEmpty() ? columns : wide))
                .toList();
        return lines.isEmpty()
                ? actor.orElse("nobody") + (actor.isEmpty() ? " has" : " has not") + " written a line\n"
                : String.join("", lines);
    }

    String breakpointList() {
        var all = breakpoints.list();
        return all.isEmpty()
                ? "no breakpoints; break LINE, break STEP or break on EVENT sets one\n"
                : all.stream()
                        .map(one -> "%3d  %s%s\n"
                                .formatted(one.number(), one.where().text(), one.once() ? " (once)" : ""))
                        .collect(Collectors.joining());
    }
}
