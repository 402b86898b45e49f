package dev.simrun.match;

import java.util.List;
import java.util.Optional;

/**
 * One place of an expected tree that can't be read as a matcher.
 *
 * @param path keys and indices into the expected tree as written
 * @param atKey whether it is the last key of the path that is wrong, whatever its value
 * @param suggestion what the author probably meant
 * @param notes further help, such as the list of what is allowed
 */
public record Malformed(
        List<String> path, boolean atKey, String message, Optional<String> suggestion, List<String> notes) {
    public Malformed {
        path = List.copyOf(path);
        notes = List.copyOf(notes);
    }
}
