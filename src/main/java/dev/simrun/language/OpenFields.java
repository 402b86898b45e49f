package dev.simrun.language;

import dev.simrun.event.EventType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that an open step takes beside its arguments. */
public final class OpenFields {
    /** What every event has, beside its type. */
    public static final Map<String, String> COMMON = common();

    /** What is said of each field of a result. */
    public static final String OF_A_RESULT = "field of a result";

    private OpenFields() {}

    private static Map<String, String> common() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("actor", "runtime or an extension's name");
        fields.put("at", "time since the environment began");
        fields.put("seq", "its number in the timeline");
        return fields;
    }

    /** Whether the step takes any name at all, as {@code set} and {@code assert} do. */
    public static boolean anything(StepSpec step) {
        return step.open() && step.arguments().isEmpty();
    }

    /** Whether the other keys are fields of an event. */
    public static boolean ofEvents(StepSpec step) {
        return step.open() && step.argumentNames().contains("type");
    }

    /** Names with meanings, without the arguments; empty where the step is not open or free. */
    public static Map<String, String> of(StepSpec step) {
        var fields = new LinkedHashMap<String, String>();
        if (ofEvents(step)) {
            fields.putAll(COMMON);
            for (var type : EventType.values()) {
                type.fields()
                        .forEach(field ->
                                fields.merge(field.name(), field.meaning(), OpenFields::both));
            }
        } else if (step.open() && !anything(step)) {
            for (var results :
                    List.of(
                            VerbSteps.INVOKE_RESULT,
                            VerbSteps.INIT_RESULT,
                            VerbSteps.SHUTDOWN_RESULT,
                            VerbSteps.HTTP_RESULT)) {
                results.forEach(name -> fields.put(name, OF_A_RESULT));
            }
        }
        step.argumentNames().forEach(fields::remove);
        return fields;
    }

    /** The fields of an event's type, after those that every event has. */
    public static Map<String, String> of(EventType type) {
        var fields = new LinkedHashMap<>(COMMON);
        type.fields().forEach(field -> fields.put(field.name(), field.meaning()));
        return fields;
    }

    private static String both(String one, String other) {
        return List.of(one.split("; ", -1)).contains(other) ? one : one + "; " + other;
    }
}
