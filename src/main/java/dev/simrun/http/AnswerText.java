package dev.simrun.http;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer as the bytes of an HTTP/1 response.
 *
 * @param start all before the body
 * @param body not copied: it may be large
 * @param end all after it
 */
record AnswerText(Bytes start, Bytes body, Bytes end) {
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final Bytes LAST_CHUNK = Bytes.utf8("\r\n0\r\n\r\n");

    /** What is copied rather than sent by itself. */
    private static final int PACKET_BYTES = 16 * 1024;

    /** What Go's server holds back while it does not know the length yet (WIRE.md §1). */
    private static final int COUNTED_LIMIT_BYTES = 2048;

    /**
     * The status line, the headers in their order and case, how the body ends, and the body unless the request was a
     * HEAD. A short body has a {@code Content-Length}; a longer one comes in one chunk, or to a client of HTTP/1.0 with
     * the end of the connection.
     *
     * @param last whether the connection is closed afterwards; it is announced, unless that is what the client expects
     */
    static AnswerText of(Answer.Response response, RequestHead head, boolean last) {
        var text = new StringBuilder(256);
        text.append(head.old() ? "HTTP/1.0 " : "HTTP/1.1 ")
                .append(response.status())
                .append(' ');
        text.append(Status.create(response.status()).reasonPhrase()).append("\r\n");
        for (var line : response.headers().lines()) {
            if (!isFraming(line.name())) {
                text.append(WireText.onOneLine(line.name())).append(": ");
                text.append(WireText.onOneLine(line.value())).append("\r\n");
            }
        }
        boolean toHead = head.request().method().equals("HEAD");
        boolean bodiless = isBodiless(response.status());
        boolean chunked = isLong(response) && !toHead && !head.old();
        if (!bodiless && !isLong(response) && !(toHead && response.body().isEmpty())) {
            text.append("Content-Length: ").append(response.body().size()).append("\r\n");
        }
        if (last != head.old()) {
            text.append(last ? "Connection: close\r\n" : "Connection: keep-alive\r\n");
        }
        text.append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
        if (bodiless || toHead) {
            return new AnswerText(utf8(text), Bytes.EMPTY, Bytes.EMPTY);
        }
        if (chunked) {
            text.append(Integer.toHexString(response.body().size())).append("\r\n");
        }
        return new AnswerText(utf8(text), response.body(), chunked ? LAST_CHUNK : Bytes.EMPTY);
    }

    /** Lines that say how a message ends are ours, from what is really sent. */
    private static boolean isFraming(String name) {
        return name.equalsIgnoreCase("Content-Length")
                || name.equalsIgnoreCase("Transfer-Encoding")
                || name.equalsIgnoreCase("Connection");
    }

    /** One after the other. */
    Bytes whole() {
        return Bytes.join(List.of(start, body, end));
    }

    /** All of it, in one piece where it is short enough for one packet. */
    void writeTo(OutputStream output) throws IOException {
        if (body.size() <= PACKET_BYTES) {
            whole().writeTo(output);
        } else {
            start.writeTo(output);
            body.writeTo(output);
            end.writeTo(output);
        }
    }

    private static Bytes utf8(StringBuilder text) {
        return Bytes.utf8(text.toString());
    }

    /** Whether nothing but the end of the connection ends the answer to such a request. */
    static boolean endsConnection(Answer.Response response, RequestHead head) {
        return head.old() && isLong(response);
    }

    /** Whether it has a body, and one without a length. */
    private static boolean isLong(Answer.Response response) {
        return response.body().size() > COUNTED_LIMIT_BYTES && !isBodiless(response.status());
    }

    /** RFC 9110 §8.6 and §15: these end with their headers and have no length. */
    static boolean isBodiless(int status) {
        return status < 200 || status == 204 || status == 304;
    }
}
