package dev.simrun.run;

import dev.simrun.api.Api;
import dev.simrun.engine.Time;
import dev.simrun.fake.LambdaClient;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;

import java.time.Duration;
import java.util.Arrays;

/** A client without a socket. A call takes no time, but others may go first. */
record DirectClient(Api api, Time time) implements LambdaClient {
    @Override
    public Answer send(Request request) throws InterruptedException {
        time.pause(Duration.ZERO);
        var exchange = api.begin(limited(request));
        try {
            return exchange.await();
        } catch (InterruptedException gone) {
            exchange.abandon();
            throw gone;
        }
    }

    /** As a reader of a socket keeps it. */
    private Request limited(Request request) {
        int limit = api.bodyLimitBytes();
        if (request.body().size() <= limit) {
            return request;
        }
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                Bytes.of(Arrays.copyOf(request.body().toArray(), limit + 1)),
                request.trailers(),
                BodyEnd.TOO_LARGE);
    }

    @Override
    public void close() {
        // The interrupt that ends a call comes to its thread.
    }
}
