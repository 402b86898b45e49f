package dev.simrun.api;

import dev.simrun.event.Refusal;
import dev.simrun.wire.Headers;
import java.util.Optional;

/**
 * A request that is refused for what it is as HTTP.
 *
 * @param method if it could be read, as the path
 * @param headers those that could be read
 * @param reason in words
 */
public record Unserved(Optional<String> method, Optional<String> path, Headers headers, Refusal cause, String reason) {}
