package dev.simrun.picture;

import java.util.List;

/**
 * An actor.
 *
 * @param actor its name
 * @param environment the number of the environment that it is of, from 1
 * @param lives its processes, one after the other
 */
public record Lane(String actor, int environment, Kind kind, List<Span> spans, List<Symbol> symbols, List<Life> lives) {
    public Lane {
        spans = List.copyOf(spans);
        symbols = List.copyOf(symbols);
        lives = List.copyOf(lives);
    }

    /** Whose it is; lanes stand in this order. */
    public enum Kind {
        ENVIRONMENT,
        RUNTIME,
        EXTENSION
    }
}
