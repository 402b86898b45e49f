package dev.simrun.event;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;

/**
 * One fact of a timeline. The fields must not be changed once the event is made.
 *
 * @param seq position in the timeline, from 1
 * @param at time since the environment began
 * @param actor {@code runtime}, an extension's name, or {@code environment}
 * @param fields what {@link EventType#fields()} lists for the type; those without a value are left
 *     out
 */
public record Event(long seq, Duration at, EventType type, String actor, ObjectNode fields) {
    public static final String RUNTIME = "runtime";
    public static final String ENVIRONMENT = "environment";

    /** The whole event as one tree, in which durations are values (not texts). */
    public ObjectNode tree() {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("type", type.wireName());
        tree.putPOJO("at", at);
        tree.put("seq", seq);
        tree.put("actor", actor);
        tree.setAll(fields);
        return tree;
    }

    /** The text of a field, empty if it has none. */
    public String text(String field) {
        return fields.path(field).asString("");
    }
}
