package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.run.Evidence.Mark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A timeline as lines: when, who, what, and which of it to look at. */
public final class TimelineText {
    /** More events than that are not shown: those around the marked ones and the last ones are. */
    static final int LIMIT = 60;

    /** How many of the last events are shown before the surroundings of the marked ones. */
    private static final int LAST = 15;

    /** How far around a marked event is looked for more. */
    private static final int AROUND = 20;

    private static final int TIME_COLUMNS = 7;
    private static final int LEAST_ACTOR_COLUMNS = 9;
    private static final int TEXT_COLUMNS = 38;

    /** Fewer have no room for what only aligns. */
    private static final int ALIGNED_COLUMNS = 60;

    private static final int ENVIRONMENT_COLUMNS = Event.ENVIRONMENT.length();

    private TimelineText() {}

    /** What happened, with the marks beside the events; each line ends with a line break. */
    static String of(List<Event> timeline, List<Mark> marks) {
        var texts = new HashMap<Long, String>();
        marks.forEach(mark -> texts.merge(mark.seq(), mark.text(), TimelineText::both));
        var told = new HashSet<List<String>>();
        var events = timeline.stream()
                .filter(it -> isTelling(it, texts) && isFirst(it, told))
                .toList();
        return rows(events, selected(events, texts), texts);
    }

    /**
     * The poll or the exit that acknowledged says the same as the event that says so; and the begin of an invocation,
     * and the poll that ended its phase, as good as the same.
     */
    private static boolean isTelling(Event event, Map<Long, String> marks) {
        return switch (event.fact()) {
            case Fact.ExtensionAcknowledged _, Fact.RuntimeInvoke _, Fact.InvokeEnd _ -> marks.containsKey(event.seq());
            default -> true; // nothing else says the same again
        };
    }

    /** What the referee says of an actor again and again is told once. */
    private static boolean isFirst(Event event, Set<List<String>> told) {
        return event.as(Fact.Referee.class)
                .map(fact -> told.add(List.of(event.actor(), fact.rule())))
                .orElse(true);
    }

    /** All of the events, nothing marked. */
    static String all(List<Event> timeline) {
        return rows(timeline, List.copyOf(positions(timeline.size())), Map.of());
    }

    /**
     * An event as a line, as long as there is room; ends with a line break.
     *
     * @param columns that there are; below 60, what only aligns is left out
     */
    public static String line(Event event, int columns) {
        var line = EventText.of(event);
        var row = columns < ALIGNED_COLUMNS
                ? Seconds.exact(event.at()) + " " + line.direction() + " " + line.actor() + " " + line.text()
                : row(event, ENVIRONMENT_COLUMNS, Map.of());
        return PlainText.cut(row, columns) + "\n";
    }

    private static Set<Integer> positions(int count) {
        var positions = new LinkedHashSet<Integer>();
        for (int position = 0; position < count; position++) {
            positions.add(position);
        }
        return positions;
    }

    private static String both(String one, String other) {
        return one.isEmpty() || one.equals(other) ? other : one + " " + other;
    }

    private static List<Integer> selected(List<Event> timeline, Map<Long, String> marks) {
        int size = timeline.size();
        if (size <= LIMIT) {
            return List.copyOf(positions(size));
        }
        var candidates = new LinkedHashSet<Integer>(); // the most telling ones first
        for (int position = 0; position < size; position++) {
            if (marks.containsKey(timeline.get(position).seq())) {
                candidates.add(position);
            }
        }
        var marked = List.copyOf(candidates);
        for (int position = size - 1; position >= size - LAST; position--) {
            candidates.add(position);
        }
        for (int distance = 1; distance <= AROUND && candidates.size() < LIMIT; distance++) {
            for (int position : marked) {
                candidates.add(Math.max(0, position - distance));
                candidates.add(Math.min(size - 1, position + distance));
            }
        }
        for (int position = size - 1; candidates.size() < LIMIT; position--) {
            candidates.add(position);
        }
        return candidates.stream().limit(LIMIT).sorted().toList();
    }

    private static String rows(List<Event> timeline, List<Integer> positions, Map<Long, String> marks) {
        int actorColumns = positions.stream()
                .mapToInt(it -> PlainText.columns(EventText.of(timeline.get(it)).actor()))
                .reduce(LEAST_ACTOR_COLUMNS, Math::max);
        var rows = new StringBuilder();
        int next = 0;
        for (int position : positions) {
            rows.append(gap(position - next));
            var event = timeline.get(position);
            rows.append(row(event, actorColumns, marks)).append('\n');
            next = position + 1;
        }
        return rows.append(gap(timeline.size() - next)).toString();
    }

    private static String gap(int events) {
        if (events == 0) {
            return "";
        }
        var count = events == 1 ? "1 event" : events + " events";
        return " ".repeat(5 + TIME_COLUMNS) + "  …  " + count + " left out\n";
    }

    private static String row(Event event, int actorColumns, Map<Long, String> marks) {
        var line = EventText.of(event);
        var pointer = marks.containsKey(event.seq()) ? "   ->" : "     ";
        var time = Seconds.exact(event.at());
        var remark = PlainText.oneLine(marks.getOrDefault(event.seq(), ""));
        var actor = PlainText.padded(line.actor(), actorColumns);
        var text = PlainText.padded(line.text(), TEXT_COLUMNS);
        return ("%s%" + TIME_COLUMNS + "s  %s  %s  %s  %s")
                .formatted(pointer, time, line.direction(), actor, text, remark)
                .stripTrailing();
    }
}
