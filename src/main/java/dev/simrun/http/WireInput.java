package dev.simrun.http;

import dev.simrun.wire.Header;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** Bytes as they come, read singly, in pieces, or as lines that together may have so many. */
final class WireInput {
    private static final int READ_BYTES = 16 * 1024;

    /** What is read at once of what is much: it comes through a buffer of the system's side that should stay small. */
    private static final int DIRECT_BYTES = 64 * 1024;

    private static final String TORN = "the connection ended in the middle of a message";

    private final MessageReader.Source source;
    private final byte[] buffer = new byte[READ_BYTES];
    private int position;
    private int end;
    private String limited = "";
    private int limitBytes;
    private int leftBytes;

    /** One of which nothing was read. */
    WireInput(MessageReader.Source source) {
        this.source = source;
    }

    /** Waits for a byte; whether there is one. */
    boolean hasMore() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(source.read(buffer, 0, buffer.length), 0);
        }
        return end > 0;
    }

    /** Whether there is more, or may be; nothing is waited for. */
    boolean isOpen() throws IOException {
        if (position < end) {
            return true;
        }
        int count = source.poll(buffer);
        position = 0;
        end = Math.max(count, 0);
        return count >= 0;
    }

    /** Whether bytes were read that nobody has taken yet. */
    boolean isAhead() {
        return position < end;
    }

    /** Passes over line ends, at most so many bytes. */
    void skipLineEnds(int limit) throws IOException {
        for (int i = 0; i < limit && hasMore() && isLineEnd(); i++) {
            position++;
        }
    }

    private boolean isLineEnd() {
        return buffer[position] == '\r' || buffer[position] == '\n';
    }

    /** Takes what has come, at least a byte and not beyond the limit; their number. */
    int take(byte[] into, int offset, long limit) throws IOException {
        int room = (int) Math.min(limit, into.length - offset);
        if (position == end && room >= buffer.length) {
            return takeDirectly(into, offset, room);
        }
        require();
        int count = (int) Math.min(limit, Math.min(into.length - offset, end - position));
        System.arraycopy(buffer, position, into, offset, count);
        position += count;
        return count;
    }

    /** What is much is not copied on its way. */
    private int takeDirectly(byte[] into, int offset, int room) throws IOException {
        int count = source.read(into, offset, Math.min(room, DIRECT_BYTES));
        if (count <= 0) {
            throw new EOFException(TORN);
        }
        return count;
    }

    byte next() throws IOException {
        require();
        return buffer[position++];
    }

    private void require() throws IOException {
        if (!hasMore()) {
            throw new EOFException(TORN);
        }
    }

    /** How many bytes the lines that follow may have together, and what they are in messages. */
    void limit(String what, int bytes) {
        limited = what;
        limitBytes = bytes;
        leftBytes = bytes;
    }

    /** Header or trailer lines up to the empty one; a line that begins with a blank goes on. */
    void fields(List<Header> fields) throws IOException {
        var line = line();
        if (isContinuation(line)) {
            throw MalformedException.of("the first header line begins with a blank");
        }
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            var name = line.substring(0, Math.max(colon, 0));
            require(WireText.isToken(name.replace(' ', '-')), line);
            require(!WireText.hasControls(line), line);
            var value = new StringBuilder(line.substring(colon + 1).strip());
            for (line = line(); isContinuation(line); line = line()) {
                require(!WireText.hasControls(line), line);
                value.append(' ').append(line.strip());
            }
            fields.add(new Header(name, value.toString()));
        }
    }

    private static void require(boolean holds, String line) throws MalformedException {
        if (!holds) {
            throw MalformedException.of("\"" + WireText.start(line) + "\" is not a header line");
        }
    }

    private static boolean isContinuation(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    String line() throws IOException {
        var line = rawLine();
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Up to a line feed, without that. */
    String rawLine() throws IOException {
        var bytes = new ByteArrayOutputStream(0);
        boolean over = false;
        while (!over) {
            require();
            int start = position;
            while (position < end && !over) {
                over = buffer[position++] == '\n';
            }
            leftBytes -= position - start;
            if (leftBytes < 0) {
                throw MalformedException.tooLong(limited, limitBytes);
            }
            bytes.write(buffer, start, position - start);
        }
        return WireText.decode(bytes.toByteArray(), bytes.size() - 1);
    }
}
