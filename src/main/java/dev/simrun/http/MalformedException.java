package dev.simrun.http;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;

/** What is no HTTP, or none that is served, with what Go's server says to that (WIRE.md §1). */
final class MalformedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String status;
    private final String body;

    private MalformedException(String message, String status, String body) {
        super(message);
        this.status = status;
        this.body = body;
    }

    /** Bad, without a word about why to the client. */
    static MalformedException of(String message) {
        return told(message, "400 Bad Request");
    }

    /** Bad, and the client is told what is. */
    static MalformedException badRequest(String reason) {
        return told(reason, "400 Bad Request: " + reason);
    }

    static MalformedException tooLong(int limitBytes) {
        return told("headers of more than " + limitBytes + " bytes", "431 Request Header Fields Too Large");
    }

    static MalformedException unsupportedVersion() {
        var reason = "unsupported protocol version";
        return told(reason, "505 HTTP Version Not Supported: " + reason);
    }

    static MalformedException unsupportedEncoding() {
        var reason = "Unsupported transfer encoding";
        return new MalformedException(reason, "501 Not Implemented", reason);
    }

    static MalformedException unexpected() {
        return new MalformedException("an unknown Expect", "417 Expectation Failed", "");
    }

    private static MalformedException told(String message, String status) {
        return new MalformedException(message, status, status);
    }

    /** The whole answer; after it the connection is closed. */
    byte[] answer() {
        var end = body.isEmpty() ? "Content-Length: 0" : "Content-Type: text/plain; charset=utf-8";
        return ("HTTP/1.1 " + status + "\r\n" + end + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
