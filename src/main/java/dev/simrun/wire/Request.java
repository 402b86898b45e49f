package dev.simrun.wire;

import java.util.Optional;

/**
 * A request as it was read from its connection, whole.
 *
 * @param path the path as sent, without query and not decoded
 * @param query what followed the question mark
 * @param trailers the trailer lines of a chunked body
 * @param bodyEnd how reading the body ended
 */
public record Request(
        String method,
        String path,
        Optional<String> query,
        Headers headers,
        Bytes body,
        Headers trailers,
        BodyEnd bodyEnd) {

    /** How reading a body ended. */
    public enum BodyEnd {
        /** All of it is there. */
        COMPLETE,
        /** The client closed before the declared length or the last chunk. */
        TRUNCATED,
        /** It is longer than the reader keeps: the body holds one byte more than the limit. */
        TOO_LARGE
    }

    /** This head with a body. */
    public Request with(Bytes newBody, Headers newTrailers, BodyEnd newEnd) {
        return new Request(method, path, query, headers, newBody, newTrailers, newEnd);
    }

    /** A whole request without trailers; the path may carry a query. */
    public static Request of(String method, String pathAndQuery, Headers headers, Bytes body) {
        int mark = pathAndQuery.indexOf('?');
        var path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(pathAndQuery.substring(mark + 1));
        return new Request(method, path, query, headers, body, Headers.NONE, BodyEnd.COMPLETE);
    }
}
