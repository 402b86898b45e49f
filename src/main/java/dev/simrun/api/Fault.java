package dev.simrun.api;

import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Request;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What goes wrong on purpose between an API and its clients.
 *
 * @param times how many requests meet it; without a number, all
 */
public record Fault(Target target, Selector selector, OptionalInt times, FaultAction action) {

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
}
