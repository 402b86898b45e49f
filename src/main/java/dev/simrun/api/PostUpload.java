package dev.simrun.api;

import dev.simrun.engine.Environment;
import dev.simrun.engine.Pending;
import dev.simrun.sim.Input;
import dev.simrun.sim.Reply;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A post of the runtime on its way into the environment, which sees the head before there is a body (WIRE.md §1). A
 * response that streams is passed on with a call for each piece; of all else the body is kept until it is whole.
 */
final class PostUpload implements Api.Upload {
    /** What is read and dropped of a body that nobody wants. */
    private static final long SKIPPED_LIMIT_BYTES = 64L * 1024 * 1024;

    /** What room is made for before it has come, whatever is announced. */
    private static final int AT_ONCE_BYTES = 8 * 1024 * 1024;

    private final Environment environment;
    private final Route.Known route;
    private final Request head;
    private final Function<Reply, Answer> writer;
    private final long start;
    private final Reply first;
    private final List<Bytes> kept = new ArrayList<>();
    private int keptBytes;
    private boolean over;
    private long skipped;
    private volatile Pending last;

    /**
     * Begins it.
     *
     * @param writer makes the answer of the last reply
     */
    PostUpload(Environment environment, Route.Known route, Request head, Function<Reply, Answer> writer) {
        this.environment = environment;
        this.route = route;
        this.head = head;
        this.writer = writer;
        this.last = environment.submit(call -> Requests.start(route, head, call));
        this.start = last.call();
        this.first = last.now().orElseThrow(() -> new IllegalStateException("a head waits for nothing: " + head));
    }

    @Override
    public boolean piece(Bytes bytes) throws InterruptedException {
        return switch (first) {
            case Reply.Collect _ -> keep(bytes);
            case Reply.Continue _ -> pass(bytes);
            case Reply.Closed _ -> false;
            default -> skip(bytes);
        };
    }

    /** The head was refused; that is told when the body was read. */
    private boolean skip(Bytes bytes) {
        skipped += bytes.size();
        return skipped <= SKIPPED_LIMIT_BYTES;
    }

    /** Of a body beyond the limit a byte more than the limit is kept. */
    private boolean keep(Bytes bytes) {
        int most = mostBytes();
        var room = bytes.first(most - keptBytes);
        kept.add(room);
        keptBytes += room.size();
        if (keptBytes == most) {
            submit(Headers.NONE, BodyEnd.TOO_LARGE);
        }
        return !over;
    }

    private int mostBytes() {
        return Math.toIntExact(environment.setup().limits().payloadBytes()) + 1;
    }

    @Override
    public int keptBytes() {
        return first instanceof Reply.Collect ? Math.min(mostBytes(), AT_ONCE_BYTES) : 0;
    }

    private boolean pass(Bytes bytes) throws InterruptedException {
        if (goesOn()) {
            last = environment.submit(call -> new Input.ResponseChunk(call, start, bytes));
        }
        return goesOn();
    }

    @Override
    public void end(Headers trailers, BodyEnd bodyEnd) throws InterruptedException {
        switch (first) {
            case Reply.Collect _ -> submit(trailers, bodyEnd);
            case Reply.Continue _ -> endStream(trailers, bodyEnd);
            default -> {} // it was refused, whatever its body is
        }
    }

    private void submit(Headers trailers, BodyEnd bodyEnd) {
        if (!over) {
            over = true;
            var whole = head.with(Bytes.join(kept), trailers, bodyEnd);
            last = environment.submit(call -> new Input.PostBody(call, start, Requests.post(route, whole, call)));
        }
    }

    private void endStream(Headers trailers, BodyEnd bodyEnd) throws InterruptedException {
        if (goesOn()) {
            var failure = Requests.streamFailure(trailers);
            boolean truncated = bodyEnd == BodyEnd.TRUNCATED;
            last = environment.submit(call -> new Input.ResponseEnd(call, start, failure, truncated));
        }
    }

    private boolean goesOn() throws InterruptedException {
        return last.await() instanceof Reply.Continue;
    }

    @Override
    public Answer await() throws InterruptedException {
        return writer.apply(last.await());
    }

    @Override
    public void abandon() {
        last.abandon();
    }
}
