package dev.simrun.scenario;

import java.time.Duration;

/**
 * What Lambda fixes and a test may shorten.
 *
 * @param shutdown for the whole sequence
 * @param shutdownRuntime the runtime's share of it
 * @param shutdownInternal the runtime's time where all extensions are internal
 * @param restore of a snapshot, hooks included
 * @param payloadBytes for a request and for a response
 */
public record Limits(
        Duration init,
        Duration shutdown,
        Duration shutdownRuntime,
        Duration shutdownInternal,
        Duration restore,
        long payloadBytes) {}
