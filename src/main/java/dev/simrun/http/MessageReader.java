package dev.simrun.http;

import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1 messages from bytes, one after the other: the head, then the body piece by piece, then the trailers. It
 * takes what Go's net/http takes, which Lambda's server is made with (WIRE.md §1), and no more.
 */
final class MessageReader {
    /** Where the bytes come from: at least one at a time, or -1 at the end. */
    @FunctionalInterface
    interface Source {
        int read(byte[] into, int offset, int length) throws IOException;

        /** What is there now: 0 if nothing is, -1 at the end. */
        default int poll(byte[] into) throws IOException {
            return 0;
        }
    }

    /** The first line and the headers. */
    record Head(String start, Headers headers) {}

    /** How one knows where a body ends. */
    sealed interface Framing {
        Framing NONE = new Length(0);

        record Length(long bytes) implements Framing {}

        record Chunks() implements Framing {}

        record UntilEnd() implements Framing {}
    }

    private enum State {
        /** In a body of so many bytes. */
        COUNTED,
        /** In a body that ends with the connection. */
        UNTIL_END,
        /** Before the line with a chunk's size. */
        SIZE_LINE,
        CHUNK,
        /** Before the line end that follows a chunk. */
        AFTER_CHUNK,
        /** After a message. */
        OVER
    }

    private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,16}");

    /** As in Go's reader of chunks. */
    private static final int SIZE_LINE_LIMIT_BYTES = 4096;

    /** How much more than data the lines between the chunks may be, as in Go. */
    private static final int OVERHEAD_LIMIT_BYTES = 16 * 1024;

    /** As in Go's reader of chunks, which wants them to fit its buffer. */
    private static final int TRAILERS_LIMIT_BYTES = 4096;

    private static final int OVERHEAD_OF_A_CHUNK_BYTES = 16;

    /** After a POST so many bytes of line ends are passed over, for clients of old. */
    private static final int STRAY_BYTES = 4;

    private final WireInput input;
    private final int headLimitBytes;
    private String start = "";
    private List<Header> fields = List.of();
    private State state = State.OVER;
    private long left;
    private long overhead;
    private Headers trailers = Headers.NONE;

    /**
     * A reader at the start of a message.
     *
     * @param headLimitBytes how long a head may be
     */
    MessageReader(Source source, int headLimitBytes) {
        this.input = new WireInput(source);
        this.headLimitBytes = headLimitBytes;
    }

    /** Waits for a byte; whether there is one. */
    boolean hasMore() throws IOException {
        return input.hasMore();
    }

    /** Whether the input goes on, as far as that is known without waiting. */
    boolean isOpen() throws IOException {
        return input.isOpen();
    }

    /** Whether bytes were read that belong to no message yet. */
    boolean isAhead() {
        return input.isAhead();
    }

    /**
     * The next head; empty if the input ends before it. {@link #begin} says how its body is framed.
     *
     * @param afterPost whether line ends before it are passed over
     * @throws EOFException if the input ends within it
     * @throws MalformedException if it is not HTTP, or too long
     */
    Optional<Head> head(boolean afterPost) throws IOException {
        if (afterPost) {
            input.skipLineEnds(STRAY_BYTES);
        }
        if (!input.hasMore()) {
            return Optional.empty();
        }
        start = "";
        fields = new ArrayList<>();
        input.limit("headers", headLimitBytes);
        start = input.line();
        input.fields(fields);
        return Optional.of(lastHead());
    }

    /** So much of the last head as was read. */
    Head lastHead() {
        return new Head(start, new Headers(fields));
    }

    /** Says how the body that follows is framed. */
    void begin(Framing framing) {
        trailers = Headers.NONE;
        overhead = 0;
        state = switch (framing) {
            case Framing.Length(long bytes) -> {
                left = bytes;
                yield bytes == 0 ? State.OVER : State.COUNTED;
            }
            case Framing.UntilEnd() -> State.UNTIL_END;
            case Framing.Chunks() -> State.SIZE_LINE;
        };
    }

    /** Whether the body was read to its end, and the trailers with it. */
    boolean isOver() {
        return state == State.OVER;
    }

    /** The trailer lines of the body that is over, in order. */
    Headers trailers() {
        return trailers;
    }

    /**
     * Reads bytes of the body: of a chunk as many as there is room for, else what has arrived. The last bytes before an
     * early end count, too; the call after that throws.
     *
     * @return their number, -1 at the end of the body
     * @throws EOFException if the input ends before the body does
     * @throws MalformedException if its framing is broken
     */
    int read(byte[] into) throws IOException {
        return read(into, 0);
    }

    /** As above, from an offset on. */
    int read(byte[] into, int offset) throws IOException {
        while (true) {
            switch (state) {
                case OVER -> {
                    return -1;
                }
                case UNTIL_END -> {
                    if (input.hasMore()) {
                        return input.take(into, offset, Long.MAX_VALUE);
                    }
                    state = State.OVER;
                }
                case COUNTED -> {
                    int count = input.take(into, offset, left);
                    left -= count;
                    state = left == 0 ? State.OVER : State.COUNTED;
                    return count;
                }
                case SIZE_LINE -> {
                    left = chunkSize();
                    state = State.CHUNK;
                    if (left == 0) {
                        trailers = readTrailers();
                        state = State.OVER;
                    }
                }
                case CHUNK -> {
                    int count = input.take(into, offset, left);
                    while (count < Math.min(into.length - offset, left) && input.hasMore()) {
                        count += input.take(into, offset + count, left - count);
                    }
                    left -= count;
                    state = left == 0 ? State.AFTER_CHUNK : State.CHUNK;
                    return count;
                }
                case AFTER_CHUNK -> {
                    if (input.next() != '\r' || input.next() != '\n') {
                        throw MalformedException.of("a chunk is longer than its size says");
                    }
                    state = State.SIZE_LINE;
                }
            }
        }
    }

    private Headers readTrailers() throws IOException {
        var lines = new ArrayList<Header>();
        input.limit("trailers", TRAILERS_LIMIT_BYTES);
        input.fields(lines);
        return new Headers(lines);
    }

    /** In chunks, a line feed alone ends no line. */
    private long chunkSize() throws IOException {
        input.limit("a line with a chunk's size", SIZE_LINE_LIMIT_BYTES);
        var line = input.rawLine();
        if (line.indexOf('\r') != line.length() - 1) {
            throw MalformedException.of("the line with a chunk's size does not end in CR LF");
        }
        var hex = line.stripTrailing().split(";", 2)[0];
        if (!SIZE.matcher(hex).matches()) {
            throw MalformedException.of("\"" + WireText.start(hex) + "\" is not a chunk's size");
        }
        long unsigned = Long.parseUnsignedLong(hex, 16);
        long size = unsigned < 0 ? Long.MAX_VALUE : unsigned;
        overhead += line.length() + 1 - OVERHEAD_OF_A_CHUNK_BYTES;
        overhead = Math.max(0, overhead - Math.min(size, OVERHEAD_LIMIT_BYTES) * 2);
        if (overhead > OVERHEAD_LIMIT_BYTES) {
            throw MalformedException.of("chunks with more around them than in them");
        }
        return size;
    }
}
