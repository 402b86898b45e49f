package dev.simrun.http;

import dev.simrun.wire.Headers;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;

import java.nio.charset.Charset;

/**
 * Mends what Helidon 4.5.0's reader lacks. It calls {@code readLine} only for the size line of a
 * chunk and the line after the last chunk, where it refuses trailers; so here that call swallows
 * and stores them. And it calls {@code readLazyString} only for header values, as ASCII.
 */
final class WireReader extends DataReader {
    /** A chunk that is longer than any body may be; its bytes are still to be read. */
    static final class OverlongChunk extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The longest chunk: Helidon holds a chunk in memory as a whole. */
    private static final int CHUNK_LIMIT_BYTES = Exchanges.DROPPED_LIMIT_BYTES;

    private static final int SIZE_LINE_LIMIT_BYTES = 16 * 1024;

    private Headers trailers = Headers.NONE;
    private boolean afterLastChunk;

    @SuppressWarnings("removal") // a subclass has no other constructor in 4.5.0
    WireReader(ClientInput input) {
        super(input);
    }

    /** Forgets what the body before this one left. */
    void beginBody() {
        trailers = Headers.NONE;
        afterLastChunk = false;
    }

    /** The trailer lines of the body that was read, in order. */
    Headers trailers() {
        return trailers;
    }

    @Override
    public String readLine() {
        if (afterLastChunk) {
            readTrailers();
            return "";
        }
        var line = line(SIZE_LINE_LIMIT_BYTES);
        int extension = line.indexOf(';');
        var size = (extension < 0 ? line : line.substring(0, extension)).strip();
        long bytes = chunkSize(size);
        if (bytes > CHUNK_LIMIT_BYTES) {
            throw new OverlongChunk();
        }
        afterLastChunk = bytes == 0;
        return Long.toHexString(bytes);
    }

    @Override
    public LazyString readLazyString(Charset charset, int length) {
        var bytes = length == 0 ? new byte[0] : readBytes(length);
        return new LazyString(bytes, WireText.charsetOf(bytes));
    }

    /** Of a body that ends within a chunk the last bytes count too, as in Go's reader. */
    @Override
    public BufferData readBuffer(int length) {
        try {
            return super.readBuffer(length);
        } catch (ClientInput.EndOfInput e) {
            int rest = available();
            if (rest == 0) {
                throw e;
            }
            return super.readBuffer(rest);
        }
    }

    /** Called for the end of a line or chunk. If it isn't there, the next read says so. */
    @Override
    public void skip(int length) {
        try {
            super.skip(length);
        } catch (ClientInput.EndOfInput e) {
            // Thrown again by that read; here it would lose the chunk that was read.
        }
    }

    private void readTrailers() {
        int left = HelidonHttp.HEADERS_LIMIT_BYTES;
        for (var line = line(left); !line.isEmpty(); line = line(left)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw badRequest("a trailer without a name");
            }
            trailers =
                    trailers.with(
                            line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            left -= line.length() + 2;
            if (left <= 0) {
                throw badRequest("trailers too long");
            }
        }
    }

    private String line(int limitBytes) {
        try {
            int length = findNewLine(limitBytes);
            if (length == limitBytes) {
                throw badRequest("a line too long");
            }
            var bytes = length == 0 ? new byte[0] : readBytes(length);
            skip(2);
            return WireText.decode(bytes);
        } catch (IncorrectNewLineException e) {
            throw badRequest("a line without CR LF");
        }
    }

    private static long chunkSize(String hex) {
        if (!hex.matches("[0-9A-Fa-f]{1,15}")) {
            throw badRequest("not a chunk size");
        }
        return Long.parseLong(hex, 16);
    }

    private static RequestException badRequest(String message) {
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .message(message)
                .setKeepAlive(false)
                .build();
    }
}
