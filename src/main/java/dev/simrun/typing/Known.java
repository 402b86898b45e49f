package dev.simrun.typing;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a live session knows and a step may name.
 *
 * @param actors their names: the runtime's first, then the extensions'
 * @param names the values of all bound names and of simrun's own, such as {@code vars}; not copied, as it can be large
 *     and is only looked at while proposals are made
 */
public record Known(List<String> actors, ObjectNode names) {
    public Known {
        actors = List.copyOf(actors);
    }
}
