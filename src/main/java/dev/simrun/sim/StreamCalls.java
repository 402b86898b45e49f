package dev.simrun.sim;

import java.util.Optional;

/** The body of a streamed response on its way from the runtime to the caller (WIRE.md §2.5). */
record StreamCalls(World world, RuntimeAnswers answers) {
    /** A response whose id and state are in order. */
    void start(Input.ResponseStart call, Outstanding running) {
        if (running.answered()) {
            world.reply(call.call(), new Reply.Closed()); // something broke; the caller knows
            return;
        }
        running.respondedAt = Optional.of(world.now);
        long limit = world.setup.limits().payloadBytes();
        running.stream = Optional.of(new ResponseStream(call, running, world.now, limit));
        world.reply(call.call(), new Reply.Continue());
    }

    void chunk(Input.ResponseChunk call) {
        var open = open(call.stream());
        if (open.isEmpty()) {
            world.reply(call.call(), new Reply.Closed());
            return;
        }
        var stream = open.get().stream.orElseThrow();
        if (stream.held.isPresent()) {
            throw new IllegalStateException(call + " came before the reply to " + stream.held);
        }
        if (!stream.hasRoomFor(call.bytes())) {
            answers.tooLarge(call, open.get(), stream.limitBytes());
            return;
        }
        stream.held = Optional.of(call);
        var at = stream.passes(call.bytes(), world.now);
        if (at.isAfter(world.now)) {
            world.setTimer(Timer.Kind.BANDWIDTH, open.get(), at);
        } else {
            pass(stream);
        }
    }

    /** The chunk that waited for bandwidth has passed. */
    void bandwidth(String requestId) {
        pass(world.slots.get(requestId).stream.orElseThrow());
    }

    private void pass(ResponseStream stream) {
        var chunk = stream.held.orElseThrow();
        stream.held = Optional.empty();
        stream.add(chunk.bytes(), world.now);
        world.reply(chunk.call(), new Reply.Continue());
    }

    void end(Input.ResponseEnd call) {
        var open = open(call.stream());
        if (open.isEmpty()) {
            world.reply(call.call(), new Reply.Closed());
        } else if (call.truncated()) {
            answers.truncated(call, open.get());
        } else {
            var stream = open.get().stream.orElseThrow();
            var sentType = call.failure().flatMap(it -> RuntimeCalls.sentType(it.errorType()));
            answers.respond(call, open.get(), answer(stream, call), sentType);
        }
    }

    private static CallerAnswer answer(ResponseStream stream, Input.ResponseEnd end) {
        if (end.failure().isEmpty()) {
            return RuntimeAnswers.success(stream.payload(), stream.contentType);
        }
        var failure = end.failure().get();
        return RuntimeAnswers.failure(
                RuntimeCalls.validType(failure.errorType()), failure.details(), stream.contentType);
    }

    /** The client of a chunk left before it had passed. */
    void gone(long call) {
        var left = world.slots.holding(call);
        if (left.isPresent()) {
            world.cancelTimer(Timer.Kind.BANDWIDTH, left.get());
            var stream = left.get().stream.orElseThrow();
            var chunk = stream.held.orElseThrow();
            stream.held = Optional.empty();
            world.hangUps.silence(call);
            answers.truncated(chunk, left.get());
        }
    }

    /** The invocation that a stream is for, if its caller still waits for it. */
    private Optional<Outstanding> open(long stream) {
        return world.slots.streaming(stream).filter(o -> !o.answered());
    }
}
