package dev.simrun.http;

import dev.simrun.wire.Header;
import dev.simrun.wire.Request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A request as the bytes of HTTP/1.1. */
final class RequestText {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** The size of Go's chunks (CLIENTS.md §1 row 2). */
    private static final int CHUNK_BYTES = 32 * 1024;

    private RequestText() {}

    /** The bytes; a body with trailers, or asked for by a header, goes in chunks. */
    static ByteBuffer of(Request request, String authority) {
        var headers = request.headers();
        boolean declared = headers.has("Transfer-Encoding");
        boolean chunked = declared || !request.trailers().lines().isEmpty();
        var text = new StringBuilder(256);
        text.append(request.method()).append(' ').append(request.path());
        request.query().ifPresent(query -> text.append('?').append(query));
        text.append(" HTTP/1.1\r\n");
        if (!headers.has("Host")) {
            append(text, new Header("Host", authority));
        }
        headers.lines().forEach(line -> append(text, line));
        if (chunked && !declared) {
            append(text, new Header("Transfer-Encoding", "chunked"));
        }
        boolean bodied = WITH_BODY.contains(request.method()) || !request.body().isEmpty();
        if (!chunked && bodied && !headers.has("Content-Length")) {
            append(text, new Header("Content-Length", Integer.toString(request.body().size())));
        }
        text.append("\r\n");
        var bytes = new ByteArrayOutputStream(text.length() + request.body().size());
        bytes.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        if (chunked) {
            writeChunks(bytes, request);
        } else {
            bytes.writeBytes(request.body().toArray());
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static void writeChunks(ByteArrayOutputStream bytes, Request request) {
        var body = request.body().toArray();
        for (int at = 0; at < body.length; at += CHUNK_BYTES) {
            int count = Math.min(CHUNK_BYTES, body.length - at);
            bytes.writeBytes(
                    (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.write(body, at, count);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        var text = new StringBuilder("0\r\n");
        request.trailers().lines().forEach(line -> append(text, line));
        bytes.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, Header line) {
        text.append(WireText.onOneLine(line.name())).append(": ");
        text.append(WireText.onOneLine(line.value())).append("\r\n");
    }
}
