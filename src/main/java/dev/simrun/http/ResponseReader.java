package dev.simrun.http;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one HTTP/1.1 response from a connection. */
final class ResponseReader {
    private static final int HEADERS_LIMIT_BYTES = 64 * 1024;
    private static final int BODY_LIMIT_BYTES = 256 * 1024 * 1024;
    private static final int READ_BYTES = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9]\\d\\d)( .*)?");

    private final ReadableByteChannel source;
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES).limit(0);
    private int headersLeft = HEADERS_LIMIT_BYTES;
    private boolean canGoOn;

    ResponseReader(ReadableByteChannel source) {
        this.source = source;
    }

    /** Whether the connection can carry another exchange after what was read. */
    boolean canGoOn() {
        return canGoOn && !buffer.hasRemaining();
    }

    /**
     * The response, or {@code Closed} if the connection ended before its first byte.
     *
     * @param head whether the request was a HEAD, which is answered without a body
     * @throws IOException if it is not HTTP, too long, or ends in the middle
     */
    Answer read(boolean head) throws IOException {
        if (!fillOrReset()) {
            return new Answer.Closed();
        }
        var statusLine = line();
        while (statusOf(statusLine) < 200) {
            readHeaders();
            statusLine = line();
        }
        int status = statusOf(statusLine);
        var headers = readHeaders();
        canGoOn = statusLine.startsWith("HTTP/1.1") && !says(headers, "Connection", "close");
        var body = head || AnswerText.isBodiless(status) ? Bytes.EMPTY : readBody(headers);
        return new Answer.Response(status, headers, body);
    }

    /** A reset before the first byte says the same as an orderly end: nothing was answered. */
    private boolean fillOrReset() throws IOException {
        try {
            return fill();
        } catch (java.net.SocketException e) {
            return false;
        }
    }

    private static int statusOf(String line) throws IOException {
        var matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("\"" + start(line) + "\" is not an HTTP/1.1 status line");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private Headers readHeaders() throws IOException {
        var lines = new ArrayList<Header>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("\"" + start(line) + "\" is not a header line");
            }
            lines.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new Headers(lines);
    }

    private Bytes readBody(Headers headers) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (says(headers, "Transfer-Encoding", "chunked")) {
            readChunks(bytes);
            return Bytes.of(bytes.toByteArray());
        }
        Optional<String> length = headers.first("Content-Length");
        if (length.isPresent()) {
            copy(bytes, number(length.get(), 10));
        } else {
            canGoOn = false;
            while (fill()) {
                copy(bytes, buffer.remaining());
            }
        }
        return Bytes.of(bytes.toByteArray());
    }

    private void readChunks(ByteArrayOutputStream bytes) throws IOException {
        headersLeft = Integer.MAX_VALUE; // the size lines of a body within its limit
        for (int count = chunkSize(); count > 0; count = chunkSize()) {
            copy(bytes, count);
            if (!line().isEmpty()) {
                throw new IOException("a chunk is longer than its size says");
            }
        }
        headersLeft = HEADERS_LIMIT_BYTES;
        readHeaders();
    }

    private int chunkSize() throws IOException {
        var line = line();
        int extension = line.indexOf(';');
        return number(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a negative one
        }
        throw new IOException("\"" + start(text) + "\" is not a length in bytes");
    }

    private void copy(ByteArrayOutputStream bytes, int count) throws IOException {
        if (count > BODY_LIMIT_BYTES - bytes.size()) {
            throw new IOException("a body of more than " + BODY_LIMIT_BYTES + " bytes");
        }
        for (int left = count; left > 0; ) {
            need();
            int step = Math.min(left, buffer.remaining());
            bytes.write(buffer.array(), buffer.position(), step);
            buffer.position(buffer.position() + step);
            left -= step;
        }
    }

    /** A line without its end; a lone LF ends it too, as RFC 9112 §2.2 allows. */
    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            need();
            byte next = buffer.get();
            if (--headersLeft < 0 || bytes.size() > HEADERS_LIMIT_BYTES) {
                throw new IOException("headers of more than " + HEADERS_LIMIT_BYTES + " bytes");
            }
            if (next == '\n') {
                var line = WireText.decode(bytes.toByteArray());
                return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            }
            bytes.write(next);
        }
    }

    private void need() throws IOException {
        if (!fill()) {
            throw new EOFException("the connection ended in the middle of an answer");
        }
    }

    /** Whether there is a byte to take; waits for it. */
    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        int count = source.read(buffer);
        buffer.flip();
        return count > 0;
    }

    private static boolean says(Headers headers, String name, String token) {
        return headers.lines().stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .anyMatch(line -> line.value().toLowerCase(Locale.ROOT).contains(token));
    }

    private static String start(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
