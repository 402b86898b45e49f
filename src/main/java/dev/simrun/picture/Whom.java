package dev.simrun.picture;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The actor that a failure is about, and what it did; events are told by their positions in the timeline, from 0. */
final class Whom {
    /** Longest text of a client that is quoted, in UTF-16 units. */
    private static final int QUOTED = 80;

    private final List<Event> timeline;
    private final Lane lane;
    private final List<Integer> events;
    private final List<Integer> lines;

    /** Whose lane stands in that place. */
    Whom(List<Event> timeline, Fold.Folded folded, int place) {
        this.timeline = timeline;
        this.lane = folded.lanes().get(place);
        this.events = IntStream.range(0, timeline.size())
                .filter(i -> folded.laneOfEvent().get(i) == place)
                .boxed()
                .toList();
        this.lines = events.stream()
                .filter(i -> timeline.get(i).fact() instanceof Fact.Log)
                .toList();
    }

    String name() {
        return lane.actor();
    }

    Lane lane() {
        return lane;
    }

    Stream<Span> spans(Span.Kind kind) {
        return lane.spans().stream().filter(it -> it.kind() == kind);
    }

    /** What it did until an event. */
    Stream<Span> until(int event) {
        return lane.spans().stream().filter(it -> it.to().event().equals(OptionalInt.of(event)));
    }

    /** Its lines of output. */
    List<Integer> lines() {
        return lines;
    }

    /** How long its processes lived. */
    Duration lived() {
        var end = timeline.getLast().at();
        return lane.lives().stream()
                .map(it -> it.to().map(Point::at).orElse(end).minus(it.from().at()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Its first event from there on. */
    OptionalInt first(int from, Predicate<Event> which) {
        return events.stream()
                .mapToInt(i -> i)
                .filter(i -> i >= from && which.test(timeline.get(i)))
                .findFirst();
    }

    /** Its last event. */
    OptionalInt last(Predicate<Event> which) {
        return events.reversed().stream()
                .mapToInt(i -> i)
                .filter(i -> which.test(timeline.get(i)))
                .findFirst();
    }

    /** Its events between two. */
    Stream<Event> between(int from, int to) {
        return events.stream().filter(i -> i > from && i < to).map(timeline::get);
    }

    /** The last line that it wrote between two events, as a sentence after another one; empty if it wrote none. */
    String lastLine(int from, int to) {
        return between(from, to)
                .flatMap(it -> it.as(Fact.Log.class).stream())
                .reduce((_, last) -> last)
                .map(it -> " Last line: “" + cut(it.line()) + "”.")
                .orElse("");
    }

    static String cut(String text) {
        if (text.length() <= QUOTED) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(QUOTED - 1)) ? QUOTED - 1 : QUOTED;
        return text.substring(0, end) + "…";
    }

    static Duration length(Span span) {
        return span.to().since(span.from());
    }
}
