package dev.simrun.http;

import dev.simrun.api.Api;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** The bodies of a connection's requests: kept whole, passed on as they come, or dropped. */
final class Bodies {
    /** What is read and dropped of a body after the API's limit so that the answer can be read. */
    private static final int DROPPED_LIMIT_BYTES = 64 * 1024 * 1024;

    /** The longest piece of a body that is passed on: a longer chunk makes several. */
    private static final int PIECE_BYTES = 64 * 1024;

    /** The same where a body is no longer, as most aren't. */
    private static final int SHORT_BYTES = 1024;

    private final MessageReader reader;
    private byte[] piece = new byte[SHORT_BYTES];
    private long announced;

    Bodies(MessageReader reader) {
        this.reader = reader;
    }

    /** Says how the body that follows is framed. */
    void begin(MessageReader.Framing framing) {
        reader.begin(framing);
        announced = framing instanceof MessageReader.Framing.Length(long bytes) ? bytes : Long.MAX_VALUE;
        if (announced > SHORT_BYTES && piece.length < PIECE_BYTES) {
            piece = new byte[PIECE_BYTES];
        }
    }

    /** A request with all of its body up to the API's limit; the rest is dropped, up to another. */
    Request whole(Request head, long limit) throws IOException {
        var kept = new ByteArrayOutputStream(0);
        long bytes = 0;
        var end = BodyEnd.COMPLETE;
        try {
            for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
                kept.write(piece, 0, (int) Math.min(count, limit + 1 - kept.size()));
                bytes += count;
                if (bytes > limit + DROPPED_LIMIT_BYTES) {
                    break;
                }
            }
        } catch (EOFException early) {
            end = BodyEnd.TRUNCATED;
        }
        return head.with(Bytes.owned(kept.toByteArray()), reader.trailers(), bytes > limit ? BodyEnd.TOO_LARGE : end);
    }

    /**
     * Passes a body on, a piece for each chunk of the client's. To the API broken framing is as bad as an early end.
     */
    void pass(Api.Upload upload) throws IOException, InterruptedException {
        try {
            boolean wanted = !isCounted() || upload.keptBytes() == 0 || upload.piece(whole(upload.keptBytes()));
            while (wanted && !reader.isOver()) {
                int count = reader.read(piece);
                wanted = count < 0 || upload.piece(Bytes.owned(Arrays.copyOf(piece, count)));
            }
            if (wanted) {
                upload.end(reader.trailers(), BodyEnd.COMPLETE);
            }
        } catch (EOFException early) {
            upload.end(Headers.NONE, BodyEnd.TRUNCATED);
        } catch (MalformedException broken) {
            upload.end(Headers.NONE, BodyEnd.TRUNCATED);
            throw broken;
        }
    }

    private boolean isCounted() {
        return announced > 0 && announced < Long.MAX_VALUE;
    }

    /** A body whose length is known, without a copy on its way: up to a limit, or to an early end. */
    private Bytes whole(int limit) throws IOException {
        var whole = new byte[(int) Math.min(announced, limit)];
        int count = 0;
        try {
            while (count < whole.length) {
                count += reader.read(whole, count);
            }
        } catch (EOFException early) {
            return Bytes.owned(Arrays.copyOf(whole, count)); // the next read tells of it again
        }
        return Bytes.owned(whole);
    }

    /** Reads what nobody wants: many clients read their answer only when they have sent it all. */
    void drop() throws IOException {
        try {
            int left = DROPPED_LIMIT_BYTES;
            while (left > 0 && !reader.isOver()) {
                left -= Math.max(reader.read(piece), 0);
            }
        } catch (EOFException | MalformedException early) {
            // It was not wanted anyway; the connection ends with it.
        }
    }
}
