package dev.simrun.http;

import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
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
        boolean chunked = request.headers().has("Transfer-Encoding")
                || !request.trailers().lines().isEmpty();
        var start = start(request, authority, chunked).toString().getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(start.length + request.body().size());
        bytes.writeBytes(start);
        if (chunked) {
            writeChunks(bytes, request);
        } else {
            bytes.writeBytes(request.body().toArray());
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** The part before a body that follows in chunks. */
    static ByteBuffer head(Request request, String authority) {
        return buffer(start(request, authority, true));
    }

    /** A chunk; it must not be empty, as that ends the body. */
    static ByteBuffer chunk(Bytes body) {
        var bytes = new ByteArrayOutputStream(body.size() + 16);
        writeChunk(bytes, body.toArray(), 0, body.size());
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** What follows the last chunk. */
    static ByteBuffer end(Headers trailers) {
        return buffer(ending(trailers));
    }

    private static ByteBuffer buffer(StringBuilder text) {
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static StringBuilder start(Request request, String authority, boolean chunked) {
        var headers = request.headers();
        var text = new StringBuilder(256);
        text.append(request.method()).append(' ').append(request.path());
        request.query().ifPresent(query -> text.append('?').append(query));
        text.append(" HTTP/1.1\r\n");
        if (!headers.has("Host")) {
            append(text, new Header("Host", authority));
        }
        headers.lines().forEach(line -> append(text, line));
        if (chunked && !headers.has("Transfer-Encoding")) {
            append(text, new Header("Transfer-Encoding", "chunked"));
        }
        boolean bodied = WITH_BODY.contains(request.method()) || !request.body().isEmpty();
        if (!chunked && bodied && !headers.has("Content-Length")) {
            append(
                    text,
                    new Header("Content-Length", Integer.toString(request.body().size())));
        }
        return text.append("\r\n");
    }

    private static void writeChunks(ByteArrayOutputStream bytes, Request request) {
        var body = request.body().toArray();
        for (int at = 0; at < body.length; at += CHUNK_BYTES) {
            writeChunk(bytes, body, at, Math.min(CHUNK_BYTES, body.length - at));
        }
        bytes.writeBytes(ending(request.trailers()).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void writeChunk(ByteArrayOutputStream bytes, byte[] body, int at, int count) {
        bytes.writeBytes((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.write(body, at, count);
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static StringBuilder ending(Headers trailers) {
        var text = new StringBuilder("0\r\n");
        trailers.lines().forEach(line -> append(text, line));
        return text.append("\r\n");
    }

    private static void append(StringBuilder text, Header line) {
        text.append(WireText.onOneLine(line.name())).append(": ");
        text.append(WireText.onOneLine(line.value())).append("\r\n");
    }
}
