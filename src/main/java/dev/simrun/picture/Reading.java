package dev.simrun.picture;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.run.CaseResult;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the events tell of the actor that the first failure is about: each sentence is a fold over its events, and where
 * no rule fits there is none.
 */
final class Reading {
    private static final int MOST = 4;

    private final List<Event> timeline;
    private final Fold.Folded folded;
    private final Pin pin;
    private final Whom whom;

    private Reading(List<Event> timeline, Fold.Folded folded, Pin pin) {
        this.timeline = timeline;
        this.folded = folded;
        this.pin = pin;
        this.whom = new Whom(timeline, folded, pin.lane().orElseThrow());
    }

    /** At most four, in the order of their times. */
    static List<Sentence> of(CaseResult run, Fold.Folded folded, List<Pin> pins) {
        return pins.stream()
                .limit(1)
                .filter(it -> it.lane().isPresent() && !run.timeline().isEmpty())
                .filter(it -> folded.lanes().get(it.lane().getAsInt()).kind() != Lane.Kind.ENVIRONMENT)
                .flatMap(it -> new Reading(run.timeline(), folded, it).sentences())
                .toList();
    }

    private Stream<Sentence> sentences() {
        var troubles = new Troubles(timeline, folded, pin, whom);
        return Stream.of(frozen(), tooLate(), heldUp(), shutdown(), troubles.all())
                .flatMap(it -> it)
                .limit(MOST)
                .sorted(Comparator.comparingInt(Sentence::event));
    }

    /** It had polled, and was frozen while it still had something to do. */
    private Stream<Sentence> frozen() {
        if (folded.freezes().isEmpty() || whom.lane().lives().isEmpty()) {
            return Stream.empty();
        }
        var first = folded.freezes().getFirst();
        var done = whom.spans(Span.Kind.WORK)
                .filter(it -> it.ended() && isPoll(it.to()))
                .filter(it -> !it.to().since(first.from()).isPositive())
                .reduce((_, last) -> last);
        var still =
                folded.freezes().stream().map(it -> it.to().since(it.from())).reduce(Duration.ZERO, Duration::plus);
        if (still.compareTo(whom.lived()) > 0) {
            return Stream.empty(); // it had not ended when the case did
        }
        var later = done.map(it -> " " + Length.of(first.from().since(it.to())) + " later")
                .orElse("");
        var frozen = sentence(
                first.from(),
                "Frozen" + later + times(folded.freezes().size()),
                ": " + Length.of(still) + " of the " + Length.of(whom.lived()) + " it lived.");
        return Stream.concat(done.map(this::polled).stream(), Stream.of(frozen));
    }

    private Sentence polled(Span work) {
        int behind = linesBehindPolls();
        var all = Length.count(whom.lines().size(), "line", "lines");
        var lines = behind == 0 ? "" : " " + behind + " of its " + all + " came behind such a poll, in the background.";
        return sentence(work.to(), polledAfter(work), ": to Lambda it was done." + lines);
    }

    private String polledAfter(Span work) {
        return whom.name() + " polled " + Length.of(Whom.length(work)) + " after " + work.label();
    }

    private int linesBehindPolls() {
        var waits = whom.spans(Span.Kind.WAIT).toList();
        int next = 0;
        int behind = 0;
        for (int line : whom.lines()) {
            var at = timeline.get(line).at();
            while (next < waits.size() && waits.get(next).to().at().compareTo(at) < 0) {
                next++;
            }
            if (next < waits.size() && waits.get(next).from().event().orElseThrow() < line) {
                behind++;
            }
        }
        return behind;
    }

    /** What was awaited came after all. */
    private Stream<Sentence> tooLate() {
        if (pin.expectedBy().isEmpty() || pin.events().isEmpty()) {
            return Stream.empty();
        }
        int came = pin.events().getLast();
        var at = timeline.get(came).at();
        boolean later = at.compareTo(pin.at()) > 0;
        var by = at.minus(pin.expectedBy().get());
        return later && by.isPositive()
                ? Stream.of(new Sentence(came, "What was awaited came " + Length.of(by) + " too late", "."))
                : Stream.empty();
    }

    /** What it did with SHUTDOWN. */
    private Stream<Sentence> shutdown() {
        var given = whom.first(0, it -> it.fact() instanceof Fact.ExtensionEvent event && event.isShutdown());
        if (given.isEmpty()) {
            return Stream.empty();
        }
        int from = given.getAsInt();
        var answer = whom.first(
                from + 1, it -> it.fact() instanceof Fact.ExtensionNext || it.fact() instanceof Fact.ProcessExit);
        if (answer.isEmpty()) {
            return Stream.empty();
        }
        int to = answer.getAsInt();
        boolean quiet = whom.between(from, to)
                .allMatch(it -> it.fact() instanceof Fact.Log || it.fact() instanceof Fact.ProcessSignal);
        var budget = folded.budgets().stream()
                .filter(it -> it.from().event().equals(given))
                .findFirst()
                .map(it -> ": " + spent(it, quiet))
                .orElse("");
        var after = Length.of(timeline.get(to).at().minus(timeline.get(from).at()));
        return Stream.of(new Sentence(
                to,
                whom.name() + ending(timeline.get(to)) + ", " + after + " after SHUTDOWN",
                budget + "." + whom.lastLine(from, to)));
    }

    private static String spent(Budget budget, boolean quiet) {
        var all = Length.of(budget.length());
        return budget.usedUp()
                ? "all of its " + all + " used up" + (quiet ? " without a call" : "")
                : Length.of(budget.deadline().minus(budget.used().at())) + " of its " + all + " unused";
    }

    private static String ending(Event end) {
        return end.as(Fact.ProcessExit.class)
                .map(it -> it.signal()
                        .map(signal -> " was killed by " + signal)
                        .orElse(" exited with " + it.code().orElse(0L)))
                .orElse(" polled");
    }

    /** It was at work on an invocation for too long. */
    private Stream<Sentence> heldUp() {
        if (pin.expectedBy().isEmpty() || pin.events().isEmpty()) {
            return Stream.empty();
        }
        int done = pin.events().getLast();
        return whom.until(done)
                .filter(it -> it.kind() == Span.Kind.WORK && !it.label().equals(EventKind.SHUTDOWN.wireName()))
                .map(span -> {
                    int begun = span.from().event().orElseThrow();
                    long wrote = whom.lines().stream()
                            .filter(i -> i > begun && i < done)
                            .count();
                    var meanwhile =
                            wrote == 0 ? "" : ", and wrote " + Length.count(wrote, "line", "lines") + " meanwhile";
                    return isPoll(span.to())
                            ? new Sentence(
                                    done,
                                    polledAfter(span),
                                    meanwhile + ". The invoke phase lasts until every extension has polled.")
                            : new Sentence(done, answeredAfter(span), meanwhile + ".");
                });
    }

    private String answeredAfter(Span work) {
        return whom.name() + " answered " + Length.of(Whom.length(work)) + " after it was given the invocation";
    }

    private boolean isPoll(Point at) {
        var fact = timeline.get(at.event().orElseThrow()).fact();
        return fact instanceof Fact.ExtensionNext || fact instanceof Fact.RuntimeNext;
    }

    private static String times(int count) {
        return switch (count) {
            case 1 -> "";
            case 2 -> ", twice";
            default -> ", " + count + " times";
        };
    }

    private static Sentence sentence(Point at, String decisive, String rest) {
        return new Sentence(at.event().orElseThrow(), decisive, rest);
    }
}
