package dev.simrun.run;

import dev.simrun.sim.CallerAnswer;
import dev.simrun.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the response of an HTTP integration begins: status, headers and cookies as JSON, then eight NULs; what follows
 * them is the body (WIRE.md §2.4).
 *
 * @param json before the NULs
 * @param length of all that is not the body, in bytes
 */
record Prelude(Bytes json, int length) {
    private static final String CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";
    private static final int NULS = 8;

    /** That of an answer, if it has one. */
    static Optional<Prelude> of(CallerAnswer answer) {
        boolean mayHave = answer.contentType()
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(CONTENT_TYPE))
                .isPresent();
        return mayHave ? in(answer.payload().toArray()) : Optional.empty();
    }

    private static Optional<Prelude> in(byte[] payload) {
        int nuls = 0;
        for (int i = 0; i < payload.length; i++) {
            nuls = payload[i] == 0 ? nuls + 1 : 0;
            if (nuls == NULS) {
                int length = i + 1;
                return Optional.of(new Prelude(Bytes.of(Arrays.copyOf(payload, length - NULS)), length));
            }
        }
        return Optional.empty();
    }

    Bytes bodyOf(Bytes payload) {
        return without(payload, length);
    }

    /** The parts of the body, as they arrived. */
    List<CallerAnswer.Chunk> bodyOf(List<CallerAnswer.Chunk> chunks) {
        var body = new ArrayList<CallerAnswer.Chunk>();
        int left = length;
        for (var chunk : chunks) {
            int size = chunk.body().size();
            if (size > left) {
                body.add(left == 0 ? chunk : new CallerAnswer.Chunk(chunk.at(), without(chunk.body(), left)));
            }
            left = Math.max(0, left - size);
        }
        return body;
    }

    private static Bytes without(Bytes bytes, int first) {
        var all = bytes.toArray();
        return Bytes.of(Arrays.copyOfRange(all, first, all.length));
    }
}
