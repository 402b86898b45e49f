package dev.simrun.repl;

import dev.simrun.event.Event;
import dev.simrun.match.EventTree;
import dev.simrun.repl.Breakpoints.Breakpoint;
import dev.simrun.run.Failure;
import dev.simrun.run.Progress;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Progress.Halted;
import dev.simrun.run.Progress.Stopped;
import dev.simrun.run.Session;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Step;
import java.util.Optional;
import java.util.function.IntPredicate;
import tools.jackson.databind.node.ObjectNode;

/** Takes a session from one stop to the next, and tells what happens on the way. */
final class Stepper {
    private final Session session;
    private final Breakpoints breakpoints;
    private final SessionDisplay display;
    private final Transcript transcript = new Transcript();
    private Stop last = new Stop.Before();
    private ObjectNode value;

    Stepper(Session session, Breakpoints breakpoints, SessionDisplay display) {
        this.session = session;
        this.breakpoints = breakpoints;
        this.display = display;
        this.value = session.view().names().objectNode();
        session.stopAt(event -> breakpoints.at(event).isPresent());
    }

    /** Why it goes no further by itself. */
    sealed interface Stop {
        /** Before a step, as was asked for, or after the last one. */
        record Before() implements Stop {}

        /** Before a step at which there is a breakpoint. */
        record AtBreakpoint(Breakpoint breakpoint) implements Stop {}

        /** In the middle of a step, at an event. */
        record AtEvent(Event event, Optional<Breakpoint> breakpoint) implements Stop {}

        /** In the middle of a step, as somebody wanted. */
        record Halted() implements Stop {}

        /** After a step that did not pass. */
        record Failed() implements Stop {}

        /** After a {@code pause}. */
        record Paused() implements Stop {}
    }

    Session session() {
        return session;
    }

    Transcript transcript() {
        return transcript;
    }

    Stop last() {
        return last;
    }

    /** Whether the step that ended last did not pass. */
    boolean failed() {
        return last instanceof Stop.Failed;
    }

    /** What happened last no longer says where it stands. */
    void forget() {
        last = new Stop.Before();
    }

    /** The result of the step that ended last; the event, where one was stopped at. */
    ObjectNode value() {
        return value;
    }

    /** Lets so many steps of the file pass, the one under way included. */
    void step(int count) throws InterruptedException {
        go(done -> done < count);
    }

    /** Goes to the next breakpoint, to what does not pass, or to the end. */
    void goOn() throws InterruptedException {
        go(_ -> true);
    }

    /** Goes through all that is left, whatever there is to stop at. */
    void finish() throws InterruptedException {
        session.stopAt(_ -> false);
        do {
            go(_ -> true);
        } while (last instanceof Stop.AtBreakpoint || last instanceof Stop.Paused || last instanceof Stop.AtEvent);
        session.stopAt(event -> breakpoints.at(event).isPresent());
    }

    /** Goes on, but not past the line. */
    void until(int line) throws InterruptedException {
        go(_ -> session.nextStep()
                .filter(step -> step.common().from().line() < line)
                .isPresent());
    }

    /** Goes on as long as one more step is wanted, given how many have passed on this way. */
    private void go(IntPredicate wanted) throws InterruptedException {
        int done = 0;
        last = new Stop.Before();
        while (session.underWay() || (session.nextStep().isPresent() && wanted.test(done))) {
            var at = session.nextStep();
            if (done > 0 && !session.underWay()) {
                var breakpoint = breakpoint(at.orElseThrow());
                if (breakpoint.isPresent()) {
                    breakpoints.told(breakpoint.get());
                    last = new Stop.AtBreakpoint(breakpoint.get());
                    return;
                }
            }
            last = moved(session.underWay() ? session.goOn() : runNext(at.orElseThrow()), at);
            if (!(last instanceof Stop.Before)) {
                return;
            }
            done++;
        }
    }

    /** The breakpoint before a step of the file. */
    Optional<Breakpoint> breakpoint(Step step) {
        var steps = session.scenarioCase().steps();
        int previous = session.next() == 0
                ? 0
                : steps.get(session.next() - 1).common().from().line();
        return breakpoints.before(step, previous);
    }

    private Progress runNext(Step step) throws InterruptedException {
        transcript.begin(step, true);
        return session.runNext();
    }

    void typed(Step step) throws InterruptedException {
        transcript.begin(step, false);
        last = moved(session.run(step), Optional.empty());
    }

    /** Carries out a typed step while another is under way, which is where it still stands. */
    Optional<Ended> beside(Step step) {
        var ended = session.runBeside(step);
        ended.ifPresent(it -> {
            tell(it, Optional.empty());
            if (it.passed()) {
                transcript.beside(step);
            }
        });
        return ended;
    }

    /** Interrupts the step under way; whether it was the next one of the file, and did not pass. */
    boolean giveUp() throws InterruptedException {
        var ofFile = session.nextStep();
        var ended = session.giveUp();
        last = ended(ended, ofFile);
        return !ended.passed() && ofFile.filter(ended.step()::equals).isPresent();
    }

    /** Goes on with a typed step that was stopped at an event, or with the file's. */
    private Stop moved(Progress progress, Optional<Step> ofFile) throws InterruptedException {
        return switch (progress) {
            case Ended ended -> ended(ended, ofFile);
            case Stopped(Event event) -> {
                value = EventTree.of(event);
                display.catchUp();
                var breakpoint = breakpoints.at(event);
                breakpoint.ifPresent(breakpoints::told);
                yield new Stop.AtEvent(event, breakpoint);
            }
            case Halted _ -> new Stop.Halted();
        };
    }

    private Stop ended(Ended ended, Optional<Step> ofFile) {
        tell(ended, ofFile);
        if (ended.failure().isPresent()) {
            transcript.failed(
                    ended.step(), ended.failure().map(Failure::headline).filter(_ -> hasActed(ended)));
            return new Stop.Failed();
        }
        transcript.passed(ended.step());
        return ended.step() instanceof Step.Pause ? new Stop.Paused() : new Stop.Before();
    }

    private void tell(Ended ended, Optional<Step> ofFile) {
        value = ended.value();
        display.ended(ended, ofFile.filter(ended.step()::equals).isPresent());
    }

    /** Whether it did something, though it did not pass: what was expected of it, or of what there is, did not hold. */
    private static boolean hasActed(Ended ended) {
        boolean looks = ended.step().common().type().looks();
        return ended.cutOff() || (ended.result().verdict() == Verdict.FAILED && !looks);
    }
}
