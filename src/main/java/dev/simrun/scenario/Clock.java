package dev.simrun.scenario;

import dev.simrun.scenario.Actor.Program;
import dev.simrun.source.Problem;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** By which clock a scenario's cases run. */
public enum Clock {
    /** The clock of everyone. */
    REAL,
    /** A clock of the case's own, that jumps wherever nobody can do anything. */
    VIRTUAL;

    /** As files have it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells what a case has that its clock does not allow. */
    public void check(Case one, Consumer<Problem> problems) {
        if (this == VIRTUAL) {
            Stream.concat(Stream.of(one.runtime()), one.extensions().stream())
                    .filter(actor -> actor.program() instanceof Program.Real)
                    .map(actor -> Problem.of(
                                    actor.at(),
                                    "\"command\" of " + actor.name() + ": a real process can't run in virtual time")
                            .note("script it with fake, or leave out clock: virtual"))
                    .forEach(problems);
        }
        Stream.concat(one.steps().distinct(), one.finallySteps().distinct()).forEach(step -> check(step, problems));
    }

    /** Tells what a step needs that the clock does not allow. */
    public void check(Step step, Consumer<Problem> problems) {
        if (step instanceof Step.Http http && this == VIRTUAL) {
            http.to()
                    .map(to -> Problem.of(to.at(), "\"to\": another address can't be reached in virtual time")
                            .note("leave out clock: virtual"))
                    .ifPresent(problems);
        }
        if (step instanceof Step.RawHttp && this == VIRTUAL) {
            problems.accept(Problem.of(step.common().at(), "\"raw\": there is no socket in virtual time")
                    .note("leave out clock: virtual"));
        }
        if (step instanceof Step.Advance && this == REAL) {
            problems.accept(Problem.of(step.common().at(), "advance moves a virtual clock only")
                    .note("add clock: virtual to the file; with the real clock: sleep"));
        }
    }
}
