package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.scenario.Expected;
import java.util.List;
import java.util.stream.Stream;

/** The fields of the results of steps: what they hold is told by the facts that they are made of. */
final class Results {
    static final List<Key<Expected>> INVOKE = fields(
            List.of(EventType.INVOKE_DONE, EventType.INVOKE_END, EventType.INVOKE_START),
            "request_id outcome payload error_type error_message duration billed_duration init_duration"
                    + " response_latency post_runtime_extensions_duration cold_start max_memory_used phase status"
                    + " function_error content_type chunks");
    static final List<Key<Expected>> INIT =
            fields(List.of(EventType.INIT_ERROR), "outcome error_type error_message advice duration extensions");
    static final List<Key<Expected>> SHUTDOWN =
            fields(List.of(EventType.SHUTDOWN_DONE), "reason duration acknowledged killed unsubscribed exited");
    static final List<Key<Expected>> RESTORE =
            fields(List.of(EventType.RESTORE_DONE), "outcome error_type error_message duration");
    static final List<Key<Expected>> HTTP = List.of(
            key("status", Kind.MATCHER),
            key("headers", Kind.MATCHER),
            key("body", Kind.MATCHER),
            key("duration", Kind.DURATION_MATCHER),
            key("closed", Kind.MATCHER));

    /** Those of any result. */
    static final List<Key<Expected>> ALL =
            EventFields.merged(Stream.of(INVOKE, INIT, SHUTDOWN, RESTORE, HTTP).flatMap(List::stream));

    private Results() {}

    private static List<Key<Expected>> fields(List<EventType> facts, String names) {
        return Stream.of(names.split(" ", -1))
                .map(name -> facts.stream()
                        .flatMap(type -> EventFields.own(type).stream())
                        .filter(field -> field.name().equals(name))
                        .findFirst()
                        .map(field -> key(name, field.kind()))
                        .orElseGet(() -> key(name, Kind.MATCHER)))
                .toList();
    }

    private static Key<Expected> key(String name, Kind<Expected> kind) {
        return Key.of(name, kind, "field of a result");
    }
}
