package dev.simrun.picture;

import dev.simrun.event.Event;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Where the failures of a case stand in its picture. */
final class Pins {
    private final CaseResult run;
    private final Fold.Folded folded;
    private final List<Long> numbers;

    Pins(CaseResult run, Fold.Folded folded) {
        this.run = run;
        this.folded = folded;
        this.numbers = run.timeline().stream().map(Event::seq).toList();
    }

    List<Pin> all() {
        return run.failures().stream().map(this::pin).toList();
    }

    private Pin pin(Failure failure) {
        var evidence = failure.evidence();
        var decisive = Stream.concat(
                        evidence.marks().stream().map(Evidence.Mark::seq),
                        evidence.late().stream().boxed())
                .flatMap(seq -> position(seq).stream().boxed())
                .toList();
        var lane = lane(evidence, decisive);
        boolean late = evidence.late().isPresent();
        var limit = late ? evidence.awaited().map(Evidence.Window::to) : evidence.expectedBy();
        return new Pin(
                failure.headline(),
                ended(failure),
                lane,
                decisive,
                evidence.nearest().map(it -> position(it.event().seq())).orElse(OptionalInt.empty()),
                decisive.isEmpty() ? evidence.awaited().map(it -> window(it, lane)) : Optional.empty(),
                limit);
    }

    private OptionalInt lane(Evidence evidence, List<Integer> events) {
        var lanes = folded.lanes();
        for (int i = 0; i < lanes.size(); i++) {
            if (evidence.actor().filter(lanes.get(i).actor()::equals).isPresent()) {
                return OptionalInt.of(i);
            }
        }
        return events.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(folded.laneOfEvent().get(events.getLast()));
    }

    /** When its step ended; the end of the case where it has none that was told. */
    private Duration ended(Failure failure) {
        return run.steps().stream()
                .filter(step -> step.number() == failure.stepNumber() && step.inFinally() == failure.inFinally())
                .map(step -> step.startedAt().plus(step.duration()))
                .findFirst()
                .orElseGet(() -> Picture.end(run));
    }

    /** Nothing could come before the actor was there. */
    private Pin.Window window(Evidence.Window awaited, OptionalInt lane) {
        var from = awaited.from();
        if (lane.isPresent()) {
            int first = folded.laneOfEvent().indexOf(lane.getAsInt());
            if (first >= 0) {
                var there = run.timeline().get(first).at();
                from = from.compareTo(there) < 0 && there.compareTo(awaited.to()) < 0 ? there : from;
            }
        }
        return new Pin.Window(from, awaited.to());
    }

    private OptionalInt position(long seq) {
        int found = Collections.binarySearch(numbers, seq);
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }
}
