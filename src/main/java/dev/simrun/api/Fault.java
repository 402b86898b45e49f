package dev.simrun.api;

import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What goes wrong on purpose between an API and its clients.
 *
 * @param target the API whose requests meet it; without one, any
 * @param times how many requests meet it; without a number, all
 * @param taken whether the environment gets the requests that meet it
 */
public record Fault(Optional<Target> target, Selector selector, OptionalInt times, boolean taken, FaultAction action) {

    /** The API whose requests meet it. */
    public enum Target {
        RUNTIME_API,
        EXTENSIONS_API;

        /** The name in scenarios and events, such as {@code runtime_api}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Target of(Request request) {
            return request.path().matches("/[^/]*/extension/.*") ? EXTENSIONS_API : RUNTIME_API;
        }
    }

    /** Which requests meet a fault. */
    @FunctionalInterface
    public interface Selector {
        Selector ANY = (_, _) -> true;

        /** Whether a request does; {@code actor} is who sent it, as events name them. */
        boolean selects(Request request, String actor);
    }

    boolean fits(Request request, String actor) {
        return target.stream().allMatch(Target.of(request)::equals) && selector.selects(request, actor);
    }

    /** Whether it is met when a request comes: its answer, if there is one, meets it no more. */
    boolean isMetEarly() {
        return !taken || isDuplicate();
    }

    boolean isDuplicate() {
        return action instanceof FaultAction.Duplicate;
    }
}
