package dev.simrun.api;

import dev.simrun.engine.Environment;
import dev.simrun.engine.Pending;
import dev.simrun.sim.Input;
import dev.simrun.sim.Reply;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request.BodyEnd;
import java.util.function.Function;
import java.util.function.LongFunction;

/** A streamed response on its way into the environment: a call for each piece. */
final class ResponseUpload implements Api.Upload {
    private final Environment environment;
    private final Function<Reply, Answer> writer;
    private final long stream;
    private volatile Pending last;

    /**
     * Begins it.
     *
     * @param writer makes the answer of the last reply
     */
    ResponseUpload(Environment environment, LongFunction<Input.Call> start, Function<Reply, Answer> writer) {
        this.environment = environment;
        this.writer = writer;
        this.last = environment.submit(start);
        this.stream = last.call();
    }

    @Override
    public boolean piece(Bytes bytes) throws InterruptedException {
        if (goesOn()) {
            last = environment.submit(call -> new Input.ResponseChunk(call, stream, bytes));
        }
        return goesOn();
    }

    @Override
    public void end(Headers trailers, BodyEnd bodyEnd) throws InterruptedException {
        if (goesOn()) {
            var failure = Requests.streamFailure(trailers);
            boolean truncated = bodyEnd == BodyEnd.TRUNCATED;
            last = environment.submit(call -> new Input.ResponseEnd(call, stream, failure, truncated));
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
