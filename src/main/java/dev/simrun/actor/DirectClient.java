package dev.simrun.actor;

import dev.simrun.api.Api;
import dev.simrun.api.Delivery;
import dev.simrun.engine.Time;
import dev.simrun.fake.LambdaClient;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;

/** A client without a socket. A call takes no time, but others may go first. */
record DirectClient(Api api, Time time) implements LambdaClient {
    @Override
    public Answer send(Request request) throws InterruptedException {
        time.pause(Duration.ZERO);
        var upload = api.upload(request.with(Bytes.EMPTY, Headers.NONE, BodyEnd.COMPLETE));
        if (upload.isEmpty()) {
            return await(api.begin(limited(request)));
        }
        var passing = new Passing(upload.get());
        passing.piece(request.body());
        return passing.end(request.trailers());
    }

    private Answer await(Api.Exchange exchange) throws InterruptedException {
        try {
            var answer = exchange.await();
            return answer instanceof Answer.Response response ? delivered(response, exchange.delivery()) : answer;
        } catch (InterruptedException gone) {
            exchange.abandon();
            throw gone;
        }
    }

    /** What a connection would do to the answer. */
    private Answer delivered(Answer.Response response, Delivery delivery) throws InterruptedException {
        return switch (delivery) {
            case Delivery.Whole() -> response;
            case Delivery.Reset(), Delivery.Truncated _ -> new Answer.Closed();
            case Delivery.Paced paced -> {
                time.pause(paced.duration(response.body().size()));
                yield response;
            }
        };
    }

    /** As a reader of a socket keeps it. */
    private Request limited(Request request) {
        int limit = api.bodyLimitBytes();
        if (request.body().size() <= limit) {
            return request;
        }
        return request.with(
                Bytes.of(Arrays.copyOf(request.body().toArray(), limit + 1)), request.trailers(), BodyEnd.TOO_LARGE);
    }

    @Override
    public Sending begin(Request head) throws InterruptedException {
        time.pause(Duration.ZERO);
        var upload = api.upload(head);
        return upload.isPresent() ? new Passing(upload.get()) : new Collecting(head);
    }

    /** A body that the API takes as it comes. */
    private final class Passing implements Sending {
        private final Api.Upload upload;

        Passing(Api.Upload upload) {
            this.upload = upload;
        }

        @Override
        public void piece(Bytes bytes) throws InterruptedException {
            if (!bytes.isEmpty()) {
                var _ = upload.piece(bytes);
            }
        }

        @Override
        public Answer end(Headers trailers) throws InterruptedException {
            upload.end(trailers, BodyEnd.COMPLETE);
            return await(upload);
        }

        @Override
        public Answer cut() throws InterruptedException {
            upload.end(Headers.NONE, BodyEnd.TRUNCATED);
            var _ = await(upload);
            return new Answer.Closed();
        }
    }

    /** A body that the API wants whole. */
    private final class Collecting implements Sending {
        private final Request head;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Collecting(Request head) {
            this.head = head;
        }

        @Override
        public void piece(Bytes bytes) {
            body.writeBytes(bytes.toArray());
        }

        @Override
        public Answer end(Headers trailers) throws InterruptedException {
            return send(head.with(Bytes.of(body.toByteArray()), trailers, BodyEnd.COMPLETE));
        }

        @Override
        public Answer cut() throws InterruptedException {
            var _ = send(head.with(Bytes.of(body.toByteArray()), Headers.NONE, BodyEnd.TRUNCATED));
            return new Answer.Closed();
        }
    }

    @Override
    public void close() {
        // The interrupt that ends a call comes to its thread.
    }
}
