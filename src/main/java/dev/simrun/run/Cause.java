package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.match.Seconds;
import dev.simrun.run.Evidence.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a phase did not go as it should, as far as the timeline tells.
 *
 * @param awaited whom it waited for when its time was up, and since when; empty where that is not why
 * @param notes requests that were refused, and the last lines that the actors wrote
 * @param marks the events that say so
 */
record Cause(Optional<String> awaited, List<String> notes, List<Mark> marks) {
    private static final int LINES = 5;

    /**
     * The cause of a phase's result.
     *
     * @param after the number of the newest event before the phase; the last moves of who is awaited can be older
     */
    static Cause of(List<Event> timeline, long after, ObjectNode result) {
        var events = timeline.stream().filter(it -> it.seq() > after).toList();
        var timeOut = timeOut(timeline, result);
        var notes = Stream.concat(refusals(timeline, after), output(events).stream())
                .toList();
        if (timeOut.isEmpty()) {
            return new Cause(Optional.empty(), notes, List.of());
        }
        var told = new ArrayList<String>();
        var marks = new ArrayList<Mark>();
        for (var name : awaited(timeOut.get())) {
            var move = lastMove(timeline, name, timeOut.get().seq());
            told.add(name + " " + sinceWhen(name, move));
            move.ifPresent(event -> marks.add(new Mark(event.seq(), "")));
        }
        marks.add(new Mark(timeOut.get().seq(), ""));
        return new Cause(Optional.of(String.join("; ", told)), notes, marks);
    }

    /** The event that tells of the time-out of which a result is. */
    private static Optional<Event> timeOut(List<Event> timeline, ObjectNode result) {
        var requestId = result.path("request_id").asString("");
        return timeline.stream()
                .filter(event -> switch (event.fact()) {
                    case Fact.InvokeTimeout(var id, var names) -> id.equals(requestId) && !names.isEmpty();
                    case Fact.InitError error ->
                        requestId.isEmpty() && !error.awaited().isEmpty();
                    default -> false; // nothing else has a time-out of its own
                })
                .reduce((_, last) -> last);
    }

    private static List<String> awaited(Event timeOut) {
        return timeOut.fact() instanceof Fact.InvokeTimeout(var _, var names)
                ? names
                : timeOut.as(Fact.InitError.class).map(Fact.InitError::awaited).orElse(List.of());
    }

    /** The last of what takes an actor from one state to another. */
    private static Optional<Event> lastMove(List<Event> timeline, String name, long before) {
        return timeline.stream()
                .filter(event -> event.seq() < before && event.actor().equals(name))
                .filter(event -> switch (event.fact()) {
                    case Fact.ProcessStart _, Fact.ExtensionRegister _, Fact.ExtensionNext _ -> true;
                    case Fact.RuntimeNext _, Fact.RuntimeInvoke _, Fact.RuntimeResponse _, Fact.RuntimeError _ -> true;
                    case Fact.RuntimeInitError _, Fact.ExtensionInitError _, Fact.RuntimeRestoreNext _ -> true;
                    default -> false; // after these it is awaited as before
                })
                .reduce((_, last) -> last);
    }

    private static String sinceWhen(String name, Optional<Event> move) {
        if (move.isEmpty()) {
            return name.equals(Event.RUNTIME) ? "never polled" : "never registered";
        }
        var at = Seconds.exact(move.get().at());
        return switch (move.get().fact()) {
            case Fact.ProcessStart _ when name.equals(Event.RUNTIME) -> "had not polled since it was started at " + at;
            case Fact.ProcessStart _ -> "had not registered since it was started at " + at;
            case Fact.ExtensionRegister _ -> "had not polled since it registered at " + at;
            case Fact.RuntimeInvoke _ -> "had not answered since it was given the invocation at " + at;
            case Fact.RuntimeResponse _, Fact.RuntimeError _ -> "had not polled since it answered at " + at;
            case Fact.RuntimeInitError _, Fact.ExtensionInitError _ -> "had not exited since its init/error at " + at;
            case Fact.RuntimeRestoreNext _ -> "had not polled since its restore/next at " + at;
            default -> "had not polled since " + at;
        };
    }

    /**
     * Whose requests were refused, and why; each reason once. One that does not tell is of the only process there is.
     */
    private static Stream<String> refusals(List<Event> timeline, long after) {
        var told = new LinkedHashSet<String>();
        var running = new LinkedHashSet<String>();
        for (var event : timeline) {
            switch (event.fact()) {
                case Fact.ProcessStart _ -> running.add(event.actor());
                case Fact.ProcessExit _ -> running.remove(event.actor());
                case Fact.RequestRefused refused
                when event.seq() > after -> told.add(sender(event.actor(), running) + ": " + refused(refused));
                default -> {} // nothing else says who could have sent one
            }
        }
        return told.stream().limit(LINES);
    }

    private static String sender(String actor, Set<String> running) {
        if (!actor.equals(Event.ENVIRONMENT)) {
            return actor;
        }
        return running.size() == 1 ? running.iterator().next() : "a client";
    }

    private static String refused(Fact.RequestRefused it) {
        var request = it.method().orElse("") + " " + it.path().orElse("");
        return request + " got " + it.cause().answer() + ": " + it.reason();
    }

    /** The last lines of all actors; one that comes again and again stands once. */
    private static List<String> output(List<Event> events) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var event : events) {
            event.as(Fact.Log.class).ifPresent(log -> {
                var line = event.actor() + ": " + log.line();
                int count = counts.getOrDefault(line, 0);
                counts.remove(line); // it stands where it came last
                counts.put(line, count + 1);
            });
        }
        var lines = counts.entrySet().stream()
                .map(line -> line.getValue() == 1 ? line.getKey() : line.getKey() + " (" + line.getValue() + " times)")
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    /** Behind a headline, after a colon. */
    String why(String otherwise) {
        var why = awaited.orElse(otherwise);
        return why.isEmpty() ? "" : ": " + why;
    }

    /** A step that failed of it. */
    StepStop of(StepStop failed) {
        return failed.notes(notes).marks(marks);
    }

    /** A step that failed of something else, to which it may have come by this. */
    StepStop beside(StepStop failed) {
        return awaited.map(whom ->
                        failed.alsoNoted("the phase ended by time-out: " + whom).marks(marks))
                .orElse(failed);
    }
}
