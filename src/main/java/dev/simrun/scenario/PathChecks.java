package dev.simrun.scenario;

import dev.simrun.source.Location;
import java.util.List;

/** What values at paths such as {@code call.payload.answer} must be; all must hold. */
public record PathChecks(List<PathCheck> checks) {
    public PathChecks {
        checks = List.copyOf(checks);
    }

    /**
     * What the value at one path must be.
     *
     * @param at where the path stands
     * @param path for {@link Scope#find}
     */
    public record PathCheck(Location at, String path, Expected expected) {}
}
