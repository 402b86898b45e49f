package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Field;
import dev.simrun.event.Shape;
import dev.simrun.event.Value;
import dev.simrun.match.Seconds;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Failure;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is compared of a case between two runs: neither identifiers nor what processes write.
 *
 * @param why it did not pass, or was skipped; may be empty
 * @param times how long things took, by what they are
 * @param events in order, those that are alike numbered
 */
record CaseDigest(Verdict verdict, String why, Map<String, Duration> times, List<Happened> events) {
    /** What stands for the identifiers in a path. */
    private static final Pattern IDENTIFIER = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Fields that tell what happened, beside those with a closed list of values. */
    private static final Set<String> TELLING =
            Set.of("error_type", "rule", "status", "code", "method", "path", "name", "text");

    CaseDigest {
        events = List.copyOf(events);
    }

    /**
     * An event.
     *
     * @param key the same for events that are alike
     * @param number of the one among them, from 1
     * @param order in what it has its place: by the real clock only among the events of its actor
     * @param line how it is shown
     */
    record Happened(String key, int number, String order, String line) {
        /** What the same event has in another run. */
        String identity() {
            return key + " " + number;
        }
    }

    static CaseDigest of(CaseResult result) {
        var times = new HashMap<String, Duration>();
        boolean real = result.info().clock() == Clock.REAL;
        if (real && result.verdict() != Verdict.SKIPPED && result.earlier().isEmpty()) {
            times.put("the whole", result.duration());
        }
        for (var step : result.steps()) {
            times.put(name(step), step.duration());
        }
        var events = new ArrayList<Happened>();
        var numbers = new HashMap<String, Integer>();
        var timed = new HashMap<String, Integer>();
        for (var event : result.timeline()) {
            if (event.type() == EventType.LOG) {
                continue;
            }
            var key = key(event);
            int number = numbers.merge(key, 1, Integer::sum);
            var line = EventText.of(event);
            var shown = Seconds.exact(event.at()) + "  " + line.direction() + " " + line.actor() + "  " + line.text();
            events.add(new Happened(key, number, real ? event.actor() : "", shown));
            if (event.fields().fields().get("duration") instanceof Value.Time(var took)) {
                var name = event.type().wireName() + " of " + event.actor();
                int same = timed.merge(name, 1, Integer::sum);
                times.put(same == 1 ? name : name + " " + same, took);
            }
        }
        var why = result.telling().failures().stream()
                .findFirst()
                .map(Failure::headline)
                .or(result::reason)
                .orElse("");
        return new CaseDigest(result.verdict(), why, Map.copyOf(times), events);
    }

    private static String name(StepResult step) {
        return (step.inFinally() ? "finally step " : "step ") + step.number() + ", " + step.key()
                + step.label().map(label -> ": " + label).orElse("");
    }

    private static String key(Event event) {
        var key = new StringBuilder(event.type().wireName()).append(' ').append(event.actor());
        if (event.environment() > 1) {
            key.append(" in ").append(event.environment());
        }
        var values = event.fields().fields();
        for (var field : event.type().fields()) {
            var value = values.get(field.name());
            if (value != null && isTelling(field)) {
                key.append(' ')
                        .append(field.name())
                        .append('=')
                        .append(IDENTIFIER.matcher(value.toString()).replaceAll("…"));
            }
        }
        return key.toString();
    }

    private static boolean isTelling(Field<?> field) {
        var shape = field.kind().shape();
        return shape instanceof Shape.Words
                || shape instanceof Shape.Flag
                || (shape instanceof Shape.Items(Shape.Words _))
                || TELLING.contains(field.name());
    }
}
