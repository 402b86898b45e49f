package dev.simrun.api;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Request;

/** A request whose body is there and is passed on in one piece. */
record WholeUpload(Api.Upload upload, Request request) implements Api.Exchange {
    @Override
    public Answer await() throws InterruptedException {
        if (request.body().isEmpty() || upload.piece(request.body())) {
            upload.end(request.trailers(), request.bodyEnd());
        }
        return upload.await();
    }

    @Override
    public void abandon() {
        upload.abandon();
    }
}
