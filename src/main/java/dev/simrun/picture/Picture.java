package dev.simrun.picture;

import dev.simrun.event.Event;
import dev.simrun.run.CaseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a case's timeline shows when it is drawn.
 *
 * @param lanes the environment, its runtime, then its extensions in the order in which they were first seen
 * @param laneOfEvent for each event of the timeline the position of its lane
 * @param end when the last thing ended, since the case began
 * @param mostlyIdle whether nobody was at work for more than 60 % of the time
 */
public record Picture(
        List<Lane> lanes,
        List<Integer> laneOfEvent,
        List<Phase> phases,
        List<Freeze> freezes,
        List<Budget> budgets,
        List<Pin> pins,
        List<Sentence> sentences,
        Duration end,
        boolean mostlyIdle) {
    private static final double MOSTLY = 0.6;

    /** Longer than nothing: what happened in one instant has a picture, too. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** What a run of a case shows; of a case without events, the lane of its environment. */
    public static Picture of(CaseResult run) {
        var end = end(run);
        var folded = Fold.of(run.timeline(), end);
        for (var budget : folded.budgets()) {
            boolean seen = budget.usedUp() && budget.deadline().compareTo(end) > 0;
            end = seen ? budget.deadline() : end;
        }
        var pins = new Pins(run, folded).all();
        return new Picture(
                folded.lanes(),
                folded.laneOfEvent(),
                folded.phases(),
                folded.freezes(),
                folded.budgets(),
                pins,
                Reading.of(run, folded, pins),
                end,
                busy(folded).toNanos() < (1 - MOSTLY) * end.toNanos());
    }

    /** When the last thing of a run ended. */
    static Duration end(CaseResult run) {
        var steps = run.steps().stream().map(step -> step.startedAt().plus(step.duration()));
        return Stream.concat(run.timeline().stream().map(Event::at), steps)
                .max(Comparator.naturalOrder())
                .filter(it -> it.compareTo(LEAST) > 0)
                .orElse(LEAST);
    }

    /** How long anybody was at work, and not frozen. */
    private static Duration busy(Fold.Folded folded) {
        var work = folded.lanes().stream()
                .flatMap(lane -> lane.spans().stream())
                .filter(it -> it.kind() == Span.Kind.WORK || it.kind() == Span.Kind.BOOT)
                .sorted(Comparator.comparing(it -> it.from().at()))
                .toList();
        var busy = Duration.ZERO;
        var until = Duration.ZERO;
        var stretches = new ArrayList<Pin.Window>();
        for (var span : work) {
            var from = later(span.from().at(), until);
            until = later(span.to().at(), until);
            if (until.compareTo(from) > 0) {
                busy = busy.plus(until.minus(from));
                stretches.add(new Pin.Window(from, until));
            }
        }
        return busy.minus(frozen(stretches, folded.freezes()));
    }

    /** How much of some stretches was frozen; both stand in their order in time. */
    private static Duration frozen(List<Pin.Window> stretches, List<Freeze> freezes) {
        var frozen = Duration.ZERO;
        int next = 0;
        for (var stretch : stretches) {
            while (next < freezes.size()
                    && !freezes.get(next).to().at().minus(stretch.from()).isPositive()) {
                next++;
            }
            for (int i = next; i < freezes.size(); i++) {
                var from = later(stretch.from(), freezes.get(i).from().at());
                var to = freezes.get(i).to().at();
                var end = to.compareTo(stretch.to()) < 0 ? to : stretch.to();
                if (!end.minus(from).isPositive()) {
                    break;
                }
                frozen = frozen.plus(end.minus(from));
            }
        }
        return frozen;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
