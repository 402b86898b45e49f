package dev.simrun.scenario;

import dev.simrun.source.Node;

/** What a step's result must be as long as nothing that is expected of it says otherwise. */
public enum Default {
    /** The outcome is a success. */
    OUTCOME,
    /** The phase ended in order. */
    PHASE,
    /** There is an answer, with a status below 400. */
    ANSWER;

    /** Whether it stands beside those fields: a default does until that very field is named. */
    boolean standsBeside(Node.Mapping fields) {
        return switch (this) {
            case OUTCOME -> !names(fields, "outcome") && !namesError(fields);
            case PHASE -> !names(fields, "phase") && !namesFailure(fields) && !asksFor(fields, "phase_error_type");
            case ANSWER -> !names(fields, "status") && (!names(fields, "closed") || is(fields, "closed", "false"));
        };
    }

    /** Whether the outcome is said to be no success. */
    private static boolean namesFailure(Node.Mapping fields) {
        return namesError(fields) || (names(fields, "outcome") && !is(fields, "outcome", "success"));
    }

    private static boolean namesError(Node.Mapping fields) {
        return asksFor(fields, "error_type") || asksFor(fields, "error_message");
    }

    private static boolean names(Node.Mapping fields, String field) {
        return fields.value(field).isPresent();
    }

    private static boolean is(Node.Mapping fields, String field, String value) {
        return fields.value(field).orElse(null) instanceof Node.Scalar scalar
                && scalar.text().equals(value);
    }

    /** Whether it is named, and not as absent. */
    private static boolean asksFor(Node.Mapping fields, String field) {
        var value = fields.value(field);
        return value.isPresent()
                && !(value.get() instanceof Node.Mapping mapping
                        && mapping.value("$absent").isPresent());
    }
}
