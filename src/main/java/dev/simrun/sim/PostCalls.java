package dev.simrun.sim;

import java.util.Optional;
import java.util.OptionalLong;

/** Posts whose heads come before their bodies: the state moves with the head (WIRE.md §1). */
record PostCalls(World world, RuntimeCalls runtime, StreamCalls streams) {
    void start(Input.PostStart start) {
        switch (start.post()) {
            case Input.RuntimeResponse head -> runtime.begin(head).ifPresent(running -> start(start, head, running));
            case Input.RuntimeError head -> runtime.begin(head).ifPresent(running -> collect(start, running));
            case Input.RuntimeInitError head -> {
                if (runtime.begin(head)) {
                    world.runtime.initErrorPost = OptionalLong.of(start.call());
                    world.reply(start.call(), new Reply.Collect());
                }
            }
        }
    }

    /** A caller that asked for a stream gets one, whatever the runtime's header says (WIRE.md §11.9). */
    private void start(Input.PostStart start, Input.RuntimeResponse head, Outstanding running) {
        if (running.invocation.stream()) {
            streams.start(
                    new Input.ResponseStart(start.call(), head.requestId(), head.invocationId(), head.contentType()),
                    running);
        } else {
            collect(start, running);
        }
    }

    private void collect(Input.PostStart start, Outstanding running) {
        running.post = OptionalLong.of(start.call());
        world.reply(start.call(), new Reply.Collect());
    }

    void body(Input.PostBody body) {
        switch (body.post()) {
            case Input.RuntimeResponse response ->
                posting(body, response.requestId(), response.body())
                        .ifPresent(running -> runtime.response(response, running));
            case Input.RuntimeError error ->
                posting(body, error.requestId(), error.body()).ifPresent(running -> runtime.error(error, running));
            case Input.RuntimeInitError error -> {
                if (world.runtime.initErrorPost.equals(OptionalLong.of(body.start()))) {
                    runtime.initErrorPosted(error);
                } else {
                    world.reply(body.call(), new Reply.Closed()); // that runtime is no more
                }
            }
        }
    }

    /** The invocation that the post was begun for, unless it is over or its time-out passed meanwhile. */
    private Optional<Outstanding> posting(Input.PostBody body, String requestId, Input.Posted posted) {
        var running = world.slots.posting(body.start()).filter(o -> !o.timedOut);
        if (running.isEmpty() && posted.truncated()) {
            world.reply(body.call(), new Reply.Closed()); // the end of its process cut it, not a late client
        } else if (running.isEmpty()) {
            world.refuse(body, world.past.refusal(requestId));
        }
        return running;
    }
}
