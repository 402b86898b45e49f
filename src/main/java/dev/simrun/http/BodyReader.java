package dev.simrun.http;

import dev.simrun.wire.Request.BodyEnd;

import io.helidon.http.media.ReadableEntity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body: keeps it up to a limit and a byte, drops the rest up to another. */
final class BodyReader {
    private static final int STEP_BYTES = 16 * 1024;

    private final long limitBytes;
    private final WireReader reader;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private long readBytes;
    private BodyEnd end = BodyEnd.COMPLETE;
    private boolean reachedEnd;

    BodyReader(int limitBytes, WireReader reader) {
        this.limitBytes = limitBytes;
        this.reader = reader;
    }

    /** Whether the next request can be read after this body. */
    boolean reachedEnd() {
        return reachedEnd;
    }

    BodyEnd end() {
        return end;
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    /**
     * Reads the body of a request, if it has one.
     *
     * @throws io.helidon.http.RequestException if its framing is broken; Helidon answers that
     */
    void read(ReadableEntity entity) {
        if (!entity.hasEntity()) {
            reachedEnd = true;
            return;
        }
        try {
            reachedEnd = readAll(entity.inputStream()); // never closed: that would read the rest
        } catch (WireReader.OverlongChunk e) {
            // Not to be buffered by Helidon; the limit's rest is there to be kept.
            keepRest();
        } catch (ClientInput.EndOfInput e) {
            end = BodyEnd.TRUNCATED;
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory failed to be read", e);
        }
        if (readBytes > limitBytes) {
            end = BodyEnd.TOO_LARGE;
        }
    }

    private boolean readAll(InputStream stream) throws IOException {
        var step = new byte[STEP_BYTES];
        for (int count = stream.read(step); count >= 0; count = stream.read(step)) {
            keep(step, count);
            if (readBytes > limitBytes + Exchanges.DROPPED_LIMIT_BYTES) {
                return false;
            }
        }
        return true;
    }

    private void keep(byte[] bytes, int count) {
        long room = limitBytes + 1 - kept.size();
        kept.write(bytes, 0, (int) Math.min(count, room));
        readBytes += count;
    }

    private void keepRest() {
        try {
            int missing = (int) (limitBytes + 1 - kept.size());
            keep(reader.readBytes(missing), missing);
        } catch (ClientInput.EndOfInput e) {
            end = BodyEnd.TRUNCATED;
        }
    }
}
