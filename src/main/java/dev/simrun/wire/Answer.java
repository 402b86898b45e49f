package dev.simrun.wire;

/** What a request got. */
public sealed interface Answer {
    /** An HTTP response. */
    record Response(int status, Headers headers, Bytes body) implements Answer {}

    /** The connection was closed without one, as when the environment ends under a long poll. */
    record Closed() implements Answer {}
}
