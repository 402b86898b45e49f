package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.event.InOrder;
import dev.simrun.event.Shape;
import dev.simrun.scenario.Expected;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fields of the results of steps: what they hold is told by the facts that they are made of. */
final class Results {
    private static final Shape CHUNK = new Shape.Tree(
            "a chunk",
            InOrder.of(
                    Map.entry("at", new Shape.Time()),
                    Map.entry("size", new Shape.Whole()),
                    Map.entry("text", new Shape.Text())));

    static final List<Key<Expected>> INVOKE = fields(
            List.of(EventType.INVOKE_DONE, EventType.INVOKE_END, EventType.INVOKE_START),
            Map.of(
                    "payload", new Shape.Json(),
                    "error_message", new Shape.Text(),
                    "max_memory_used", new Shape.Whole(),
                    "logs", new Shape.Items(new Shape.Text()),
                    "prelude", new Shape.Json(),
                    "function_error", new Shape.Words(List.of("Unhandled")),
                    "chunks", new Shape.Items(CHUNK)),
            "request_id outcome payload error_type error_message duration billed_duration init_duration"
                    + " response_latency post_runtime_extensions_duration cold_start max_memory_used logs phase"
                    + " phase_error_type status function_error content_type prelude chunks");
    static final List<Key<Expected>> INIT = fields(
            List.of(EventType.INIT_ERROR), "outcome error_type error_message advice duration extensions awaited");
    static final List<Key<Expected>> SHUTDOWN =
            fields(List.of(EventType.SHUTDOWN_DONE), "reason duration acknowledged killed unsubscribed exited");
    static final List<Key<Expected>> RESTORE =
            fields(List.of(EventType.RESTORE_DONE), "outcome error_type error_message duration");
    static final List<Key<Expected>> HTTP = List.of(
            key("status", Kind.matcher(new Shape.Whole())),
            key("headers", Kind.HEADERS),
            key("body", Kind.MATCHER),
            key("duration", Kind.matcher(new Shape.Time())),
            key("closed", Kind.matcher(new Shape.Flag(true))));

    /** Those of any result. */
    static final List<Key<Expected>> ALL =
            EventFields.merged(Stream.of(INVOKE, INIT, SHUTDOWN, RESTORE, HTTP).flatMap(List::stream));

    private Results() {}

    private static List<Key<Expected>> fields(List<EventType> facts, String names) {
        return fields(facts, Map.of(), names);
    }

    /** Fields of those names: some of their own, the others of facts. */
    private static List<Key<Expected>> fields(List<EventType> facts, Map<String, Shape> own, String names) {
        return Stream.of(names.split(" ", -1))
                .map(name -> own.containsKey(name)
                        ? key(name, Kind.matcher(own.get(name)))
                        : facts.stream()
                                .flatMap(type -> EventFields.own(type).stream())
                                .filter(field -> field.name().equals(name))
                                .findFirst()
                                .map(field -> key(name, field.kind()))
                                .orElseThrow())
                .toList();
    }

    private static Key<Expected> key(String name, Kind<Expected> kind) {
        return Key.of(name, kind, "field of a result");
    }
}
