package dev.simrun.http;

import dev.simrun.wire.Answer;
import io.helidon.http.Status;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** An answer as the bytes of an HTTP/1 response. */
final class AnswerText {
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Lines that say how a message ends: they are ours, from what is really sent. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private AnswerText() {}

    /**
     * The status line, the headers in their order and case, {@code Content-Length}, and the body unless the request was
     * a HEAD.
     *
     * @param last whether the connection is closed afterwards; it is announced, unless that is what the client expects
     */
    static byte[] of(Answer.Response response, RequestHead head, boolean last) {
        var text = new StringBuilder(256);
        text.append(head.old() ? "HTTP/1.0 " : "HTTP/1.1 ")
                .append(response.status())
                .append(' ');
        text.append(Status.create(response.status()).reasonPhrase()).append("\r\n");
        for (var line : response.headers().lines()) {
            if (!FRAMING.contains(line.name().toLowerCase(Locale.ROOT))) {
                text.append(WireText.onOneLine(line.name())).append(": ");
                text.append(WireText.onOneLine(line.value())).append("\r\n");
            }
        }
        boolean bodiless = isBodiless(response.status());
        if (!bodiless) {
            text.append("Content-Length: ").append(response.body().size()).append("\r\n");
        }
        if (last != head.old()) {
            text.append(last ? "Connection: close\r\n" : "Connection: keep-alive\r\n");
        }
        var start = text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        return bodiless || head.request().method().equals("HEAD")
                ? start
                : ByteBuffer.allocate(start.length + response.body().size())
                        .put(start)
                        .put(response.body().toArray())
                        .array();
    }

    /** RFC 9110 §8.6 and §15: these end with their headers and have no length. */
    static boolean isBodiless(int status) {
        return status < 200 || status == 204 || status == 304;
    }
}
