package dev.simrun.typing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key, a scalar or a comment, and where in a step it stands.
 *
 * @param place of the mapping for a key, of the value for a scalar
 * @param given the keys of the mapping before this one, with those values that are scalars
 */
record Piece(Token token, Role role, Place place, Map<String, String> given) {
    /** What it is, or may become. */
    enum Role {
        KEY,
        /** As {@code KEY}, before its colon was typed. */
        HALF_KEY,
        SCALAR,
        /** A scalar, unless a colon follows and makes it the first key of a mapping. */
        EITHER,
        COMMENT,
        /** Something that can't stand there. */
        MISPLACED
    }

    Piece {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
}
