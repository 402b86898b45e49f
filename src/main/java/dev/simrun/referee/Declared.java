package dev.simrun.referee;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who takes part, as the scenario says.
 *
 * @param external the names of the external extensions, in order
 * @param internal the names of the internal ones
 * @param runtimeHasProcess whether the runtime is a process or a fake, and not the scenario itself
 */
public record Declared(Set<String> external, Set<String> internal, boolean runtimeHasProcess) {
    public Declared {
        external = new LinkedHashSet<>(external);
        internal = Set.copyOf(internal);
    }
}
