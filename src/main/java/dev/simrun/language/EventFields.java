package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.event.Field;
import dev.simrun.event.Shape;
import dev.simrun.referee.ProtocolRule;
import dev.simrun.scenario.Expected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The fields of events. */
public final class EventFields {
    /** An event's type, which every event has. */
    static final Key<Expected> TYPE = Key.of("type", Kind.EVENT_TYPE, "its type");

    /** What every event has, beside its type. */
    public static final List<Key<Expected>> COMMON = List.of(
            Key.of("actor", Kind.EVENT_ACTOR, "runtime, an extension, or environment"),
            Key.of("at", Kind.matcher(new Shape.Time()), "time since the environment began"),
            Key.of("seq", Kind.matcher(new Shape.Whole()), "its number in the timeline"));

    /** The fields of events of any type, each name once. */
    static final List<Key<Expected>> ALL = all();

    private EventFields() {}

    /** The fields of a type's own. */
    public static List<Key<Expected>> own(EventType type) {
        return type.fields().stream()
                .map(field -> Key.of(field.name(), Kind.matcher(shape(type, field)), field.meaning()))
                .toList();
    }

    /** The fields of a type, after those that every event has. */
    public static List<Key<Expected>> of(EventType type) {
        var fields = new ArrayList<>(COMMON);
        fields.addAll(own(type));
        return fields;
    }

    /** What the field of that name of a type must be. */
    static Kind<Expected> kind(EventType type, String field) {
        return Key.find(own(type), field).orElseThrow().kind();
    }

    /** Facts don't know which rules the referee has. */
    private static Shape shape(EventType type, Field<?> field) {
        return type == EventType.REFEREE && field.name().equals("rule")
                ? new Shape.Words(Arrays.stream(ProtocolRule.values())
                        .map(ProtocolRule::id)
                        .toList())
                : field.kind().shape();
    }

    private static List<Key<Expected>> all() {
        var own = Arrays.stream(EventType.values()).map(EventFields::own).flatMap(List::stream);
        return merged(Stream.concat(COMMON.stream(), own));
    }

    /** Each name once. */
    static List<Key<Expected>> merged(Stream<Key<Expected>> fields) {
        var all = new LinkedHashMap<String, Key<Expected>>();
        fields.forEach(field -> all.merge(field.name(), field, EventFields::both));
        return List.copyOf(all.values());
    }

    /** A field that is of either kind. */
    private static Key<Expected> both(Key<Expected> one, Key<Expected> other) {
        boolean told = List.of(one.text().split("; ", -1)).contains(other.text());
        var kind = one.kind().equals(other.kind())
                ? one.kind()
                : Kind.matcher(Shape.either(one.kind().shape(), other.kind().shape()));
        return Key.of(one.name(), kind, told ? one.text() : one.text() + "; " + other.text());
    }
}
