package dev.simrun.sim;

import dev.simrun.sim.CallerAnswer.Chunk;
import dev.simrun.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A response that arrives in chunks, and what of it has reached the caller (WIRE.md §2.5). */
final class ResponseStream {
    private static final long LIMIT_BYTES = 200L * 1024 * 1024;

    /** The call that began it; its chunks name it. */
    final long id;

    final Optional<String> contentType;

    /** A chunk whose last byte waits for bandwidth. */
    Optional<Input.ResponseChunk> held = Optional.empty();

    private final Instant invokedAt;
    private final long limitBytes;
    private final Optional<Bandwidth> bandwidth;
    private final List<Chunk> chunks = new ArrayList<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream(0);
    private long size;

    /** A caller that did not ask for a stream gets a buffered response, with its limit. */
    ResponseStream(Input.ResponseStart start, Outstanding asked, Instant now, long bufferedLimit) {
        boolean streams = asked.invocation.stream();
        id = start.call();
        contentType = start.contentType();
        invokedAt = asked.startedAt;
        limitBytes = streams ? LIMIT_BYTES : bufferedLimit;
        bandwidth = streams ? Optional.of(new Bandwidth(now)) : Optional.empty();
    }

    long limitBytes() {
        return limitBytes;
    }

    long size() {
        return size;
    }

    boolean hasRoomFor(Bytes bytes) {
        return bytes.size() <= limitBytes - size;
    }

    boolean isHeld(long call) {
        return held.filter(chunk -> chunk.call() == call).isPresent();
    }

    /** When a chunk that came now has passed. */
    Instant passes(Bytes bytes, Instant now) {
        return bandwidth.map(it -> it.pass(bytes.size(), now)).orElse(now);
    }

    void add(Bytes bytes, Instant now) {
        size += bytes.size();
        if (chunks.size() < CallerAnswer.CHUNKS_LIMIT) {
            chunks.add(new Chunk(Duration.between(invokedAt, now), bytes));
        } else {
            rest.writeBytes(bytes.toArray());
        }
    }

    List<Chunk> chunks() {
        return List.copyOf(chunks);
    }

    /** All of it. */
    Bytes payload() {
        var all = new ArrayList<>(chunks.stream().map(Chunk::body).toList());
        all.add(Bytes.of(rest.toByteArray()));
        return Bytes.join(all);
    }
}
