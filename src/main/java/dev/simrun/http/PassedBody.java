package dev.simrun.http;

import dev.simrun.api.Api;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request.BodyEnd;

import io.helidon.http.RequestException;
import io.helidon.http.media.ReadableEntity;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What came of a body that was passed on as it arrived.
 *
 * @param reachedEnd whether the next request can be read after it
 */
record PassedBody(Answer answer, boolean reachedEnd) {
    /** The longest piece: a longer chunk of the client's makes several. */
    private static final int PIECE_BYTES = 64 * 1024;

    /** Passes on a piece for each chunk of the client's; broken framing is as bad as its end. */
    static PassedBody pass(ReadableEntity entity, WireReader reader, Api.Upload upload)
            throws InterruptedException {
        var stream = entity.hasEntity() ? entity.inputStream() : InputStream.nullInputStream();
        boolean wanted;
        try {
            wanted = passAll(stream, upload);
            if (wanted) {
                upload.end(reader.trailers(), BodyEnd.COMPLETE);
            }
        } catch (ClientInput.EndOfInput | RequestException | WireReader.OverlongChunk broken) {
            upload.end(Headers.NONE, BodyEnd.TRUNCATED);
            return new PassedBody(upload.await(), false);
        }
        var answer = upload.await();
        return new PassedBody(
                answer, wanted || (answer instanceof Answer.Response && drop(stream)));
    }

    private static boolean passAll(InputStream stream, Api.Upload upload)
            throws InterruptedException {
        var piece = new byte[PIECE_BYTES];
        for (int count = read(stream, piece); count >= 0; count = read(stream, piece)) {
            if (!upload.piece(Bytes.of(Arrays.copyOf(piece, count)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the rest ends: many clients read their answer only when they have sent it all. */
    private static boolean drop(InputStream stream) {
        var step = new byte[PIECE_BYTES];
        int left = Exchanges.DROPPED_LIMIT_BYTES;
        try {
            while (left > 0) {
                int count = read(stream, step);
                if (count < 0) {
                    return true;
                }
                left -= count;
            }
        } catch (ClientInput.EndOfInput | RequestException | WireReader.OverlongChunk broken) {
            // It was not wanted anyway; the connection ends with it.
        }
        return false;
    }

    private static int read(InputStream stream, byte[] into) {
        try {
            return stream.read(into);
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory failed to be read", e);
        }
    }
}
