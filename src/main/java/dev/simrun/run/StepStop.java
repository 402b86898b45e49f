package dev.simrun.run;

import dev.simrun.run.Evidence.Mark;
import dev.simrun.run.Failure.Miss;
import dev.simrun.scenario.Step;
import dev.simrun.source.Location;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** A step did not pass: what its {@link Failure} says, but for its position among the steps. */
final class StepStop extends Exception {
    private static final long serialVersionUID = 1;

    private final String headline;
    private final transient Verdict verdict;
    private final transient Location at;
    private final transient List<Miss> misses;
    private final transient List<String> notes;
    private final transient Evidence evidence;

    private StepStop(
            Verdict verdict, String headline, Location at, List<Miss> misses, List<String> notes, Evidence evidence) {
        super(headline);
        this.headline = headline;
        this.verdict = verdict;
        this.at = at;
        this.misses = misses;
        this.notes = notes;
        this.evidence = evidence;
    }

    static StepStop failed(String headline, Location at) {
        return of(Verdict.FAILED, headline, at);
    }

    static StepStop errored(String headline, Location at) {
        return of(Verdict.ERRORED, headline, at);
    }

    /** A step does not hold; the message follows its key. */
    static StepStop failed(Step step, String message) {
        return of(Verdict.FAILED, step, message);
    }

    /** A step can't be carried out; the message follows its key. */
    static StepStop errored(Step step, String message) {
        return of(Verdict.ERRORED, step, message);
    }

    /** A step that was cut off; the message follows its key. */
    static StepStop interrupted(Step step, String message) {
        return of(Verdict.INTERRUPTED, step, message);
    }

    static StepStop of(Verdict verdict, Step step, String message) {
        return of(verdict, step.common().key() + ": " + message, step.common().at());
    }

    private static StepStop of(Verdict verdict, String headline, Location at) {
        return new StepStop(verdict, headline, at, List.of(), List.of(), Evidence.NONE);
    }

    /** Why what a step waited for failed. */
    static StepStop because(ExecutionException failed, Step step) {
        var cause = failed.getCause();
        if (cause instanceof Invoked.RefusedException refused) {
            return errored(step, String.valueOf(refused.getMessage()));
        }
        if (cause instanceof StepStop stop) {
            return stop;
        }
        throw new IllegalStateException(failed);
    }

    /** Something of simrun itself broke. */
    static StepStop broken(ToolFault fault, Location at) {
        var stop = errored(fault.headline(), at);
        if (!fault.isBug()) {
            return stop;
        }
        var trace = new StringWriter();
        fault.thrown().printStackTrace(new PrintWriter(trace));
        return stop.notes(trace.toString().lines().skip(1).map(String::strip).toList());
    }

    StepStop misses(List<Miss> found) {
        return new StepStop(verdict, headline, at, found, notes, evidence);
    }

    StepStop notes(List<String> more) {
        return new StepStop(verdict, headline, at, misses, more, evidence);
    }

    /**
     * Because of something else, which becomes the headline; what that had been is a note above the others. Where a
     * value was looked at, the cause is the note.
     */
    StepStop because(Step step, String cause) {
        if (!misses.isEmpty()) {
            return headline.contains(cause) ? this : alsoNoted(cause);
        }
        var more = Stream.concat(Stream.of(headline), notes.stream()).toList();
        var told = step.common().key() + ": " + cause;
        return new StepStop(verdict, told, at, misses, more, evidence);
    }

    /** With one more note, below the others. */
    StepStop alsoNoted(String note) {
        return notes(Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    StepStop evidence(Evidence found) {
        return new StepStop(verdict, headline, at, misses, notes, found);
    }

    StepStop marks(List<Mark> events) {
        return evidence(evidence.marked(events));
    }

    /** With what decided it, as far as that is not known already. */
    StepStop decidedBy(Evidence decisive) {
        if (evidence.actor().isPresent()) {
            return this;
        }
        var marks = evidence.marks().isEmpty() ? decisive.marks() : evidence.marks();
        return evidence(evidence.about(decisive.actor()).marked(marks).expectedBy(decisive.expectedBy()));
    }

    boolean isAbout(String actor) {
        return evidence.actor().filter(actor::equals).isPresent();
    }

    /** Whom it is about. */
    StepStop about(String actor) {
        return evidence(evidence.about(Optional.of(actor)));
    }

    Failure failure(int stepNumber, int stepCount, boolean inFinally) {
        return new Failure(verdict, headline, at, stepNumber, stepCount, inFinally, misses, notes, evidence);
    }
}
