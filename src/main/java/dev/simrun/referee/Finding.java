package dev.simrun.referee;

/**
 * Something that a client did against the protocol.
 *
 * @param actor who did it, as events name it
 * @param message what it did, in one line
 */
public record Finding(ProtocolRule rule, String actor, String message) {}
