package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.scenario.Expected;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fields of events. */
public final class EventFields {
    static final List<String> REASONS = List.of("spindown", "timeout", "failure");
    static final List<String> OUTCOMES = List.of("success", "error", "timeout", "crash");
    static final Kind<Expected> ACKNOWLEDGED_BY = Kind.matcher(List.of("next", "exit"));
    static final Kind<Expected> EXTENSION_KIND = Kind.matcher(List.of("external", "internal"));
    static final Kind<Expected> STREAM = Kind.matcher(List.of("stdout", "stderr"));

    private static final Map<String, Kind<Expected>> KINDS =
            Map.of(
                    "event", Kind.matcher(List.of("INVOKE", "SHUTDOWN")),
                    "action", Kind.matcher(FaultSteps.actions()),
                    "reason", Kind.matcher(REASONS),
                    "by", ACKNOWLEDGED_BY,
                    "kind", EXTENSION_KIND,
                    "mode", Kind.matcher(List.of("buffered", "streaming")),
                    "stream", STREAM,
                    "outcome", Kind.matcher(OUTCOMES),
                    "after", Kind.DURATION_MATCHER);

    /** An event's type, which every event has. */
    static final Key<Expected> TYPE = Key.of("type", Kind.EVENT_TYPE, "its type");

    /** What every event has, beside its type. */
    public static final List<Key<Expected>> COMMON =
            List.of(
                    Key.of("actor", Kind.EVENT_ACTOR, "runtime or an extension's name"),
                    Key.of("at", Kind.MATCHER, "time since the environment began"),
                    Key.of("seq", Kind.MATCHER, "its number in the timeline"));

    /** The fields of events of any type, after those that every event has. */
    static final List<Key<Expected>> ALL =
            together(
                    Stream.concat(
                                    COMMON.stream(),
                                    Arrays.stream(EventType.values())
                                            .flatMap(type -> own(type).stream()))
                            .toList());

    private EventFields() {}

    /** The fields of a type's own. */
    public static List<Key<Expected>> own(EventType type) {
        return type.fields().stream()
                .map(field ->
                        Key.of(
                                field.name(),
                                KINDS.getOrDefault(field.name(), Kind.MATCHER),
                                field.meaning()))
                .toList();
    }

    /** The fields of a type, after those that every event has. */
    public static List<Key<Expected>> of(EventType type) {
        var fields = new ArrayList<>(COMMON);
        fields.addAll(own(type));
        return fields;
    }

    /** Each name once, with all that is said of it. */
    private static List<Key<Expected>> together(List<Key<Expected>> fields) {
        var all = new LinkedHashMap<String, Key<Expected>>();
        fields.forEach(field -> all.merge(field.name(), field, EventFields::both));
        return List.copyOf(all.values());
    }

    private static Key<Expected> both(Key<Expected> one, Key<Expected> other) {
        return List.of(one.text().split("; ", -1)).contains(other.text())
                ? one
                : Key.of(one.name(), one.kind(), one.text() + "; " + other.text());
    }
}
