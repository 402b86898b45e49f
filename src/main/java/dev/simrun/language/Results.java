package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.scenario.Expected;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of the results of steps. */
final class Results {
    private static final Set<String> DURATIONS =
            Set.of(
                    "duration",
                    "billed_duration",
                    "init_duration",
                    "response_latency",
                    "post_runtime_extensions_duration");

    static final List<Key<Expected>> INVOKE =
            fields(
                    "request_id outcome payload error_type error_message duration billed_duration"
                            + " init_duration response_latency post_runtime_extensions_duration"
                            + " cold_start max_memory_used phase status function_error content_type"
                            + " chunks");
    static final List<Key<Expected>> INIT =
            fields("outcome error_type error_message duration extensions");
    static final List<Key<Expected>> SHUTDOWN =
            fields("reason duration acknowledged killed unsubscribed exited");
    static final List<Key<Expected>> RESTORE = fields("outcome error_type error_message duration");
    static final List<Key<Expected>> HTTP = fields("status headers body duration closed");

    /** Those of any result. */
    static final List<Key<Expected>> ALL = all();

    private Results() {}

    private static List<Key<Expected>> fields(String names) {
        return Stream.of(names.split(" ", -1)).map(Results::field).toList();
    }

    private static Key<Expected> field(String name) {
        var kind =
                switch (name) {
                    case "outcome" -> EventFields.kind(EventType.INVOKE_DONE, name);
                    case "reason" -> EventFields.kind(EventType.SHUTDOWN_DONE, name);
                    default -> DURATIONS.contains(name) ? Kind.DURATION_MATCHER : Kind.MATCHER;
                };
        return Key.of(name, kind, "field of a result");
    }

    private static List<Key<Expected>> all() {
        var all = new LinkedHashMap<String, Key<Expected>>();
        Stream.of(INVOKE, INIT, SHUTDOWN, RESTORE, HTTP)
                .flatMap(List::stream)
                .forEach(field -> all.putIfAbsent(field.name(), field));
        return List.copyOf(all.values());
    }
}
