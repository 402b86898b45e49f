package dev.simrun.match;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The types that {@code $type} knows. A duration or raw bytes are none of them. */
public enum ValueType {
    STRING,
    NUMBER,
    /** A number without a fraction: {@code 1.0} is one, as it equals {@code 1}. */
    INTEGER,
    BOOLEAN,
    NULL,
    LIST,
    MAPPING;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ValueType> of(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    boolean holds(JsonNode value) {
        return switch (this) {
            case STRING -> value.isString();
            case NUMBER -> value.isNumber();
            case INTEGER -> whole(value);
            case BOOLEAN -> value.isBoolean();
            case NULL -> value.isNull();
            case LIST -> value.isArray();
            case MAPPING -> value.isObject();
        };
    }

    private static boolean whole(JsonNode value) {
        return Quantity.number(value)
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .isPresent();
    }
}
