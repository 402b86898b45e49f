package dev.simrun.http;

import dev.simrun.event.Refusal;
import dev.simrun.wire.Header;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is no HTTP, or none that is served, with what Go's server says to that (WIRE.md §1). */
final class MalformedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Refusal cause;
    private final String status;
    private final String body;

    private MalformedException(String message, Refusal cause, String status, String body) {
        super(message);
        this.cause = cause;
        this.status = status;
        this.body = body;
    }

    /** Bad, without a word about why to the client. */
    static MalformedException of(String message) {
        return told(message, Refusal.MALFORMED_REQUEST, "400 Bad Request");
    }

    /** Bad, and the client is told what is. */
    static MalformedException badRequest(String reason) {
        return told(reason, Refusal.MALFORMED_REQUEST, "400 Bad Request: " + reason);
    }

    static MalformedException tooLong(String what, int limitBytes) {
        var message = what + " of more than " + limitBytes + " bytes";
        return told(message, Refusal.HEADERS_TOO_LONG, "431 Request Header Fields Too Large");
    }

    static MalformedException unsupportedVersion() {
        var reason = "unsupported protocol version";
        return told(reason, Refusal.UNKNOWN_VERSION, "505 HTTP Version Not Supported: " + reason);
    }

    static MalformedException unsupportedEncoding(List<String> encodings) {
        var message =
                "the transfer encoding \"%s\" is not chunked".formatted(WireText.start(String.join(", ", encodings)));
        return new MalformedException(
                message, Refusal.UNKNOWN_TRANSFER_ENCODING, "501 Not Implemented", "Unsupported transfer encoding");
    }

    static MalformedException unexpected(String expectation) {
        var message = "the expectation \"%s\" is not 100-continue".formatted(WireText.start(expectation));
        return new MalformedException(message, Refusal.UNKNOWN_EXPECTATION, "417 Expectation Failed", "");
    }

    private static MalformedException told(String message, Refusal cause, String status) {
        return new MalformedException(message, cause, status, status);
    }

    Refusal refusal() {
        return cause;
    }

    /** What is wrong. */
    String reason() {
        return String.valueOf(getMessage());
    }

    /**
     * The whole answer; after it the connection is closed.
     *
     * @param date for the one that Go's server sends as a handler's, with a date and without a text
     */
    byte[] answer(Header date) {
        var own = "Connection: close\r\n" + date.name() + ": " + date.value() + "\r\nContent-Length: 0";
        var text = "Content-Type: text/plain; charset=utf-8\r\nConnection: close";
        var headers = body.isEmpty() ? own : text;
        return ("HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }
}
