package dev.simrun.sim;

import dev.simrun.event.Fact;

import java.util.Optional;

/** The body of a streamed response on its way from the runtime to the caller (WIRE.md §2.5). */
final class StreamCalls {
    private final World world;
    private final InvokePhase invokes;
    private final RuntimeAnswers answers;

    StreamCalls(World world, InvokePhase invokes, RuntimeAnswers answers) {
        this.world = world;
        this.invokes = invokes;
        this.answers = answers;
    }

    /** A response whose id and state are in order. */
    void start(Input.ResponseStart call) {
        var running = invokes.current().orElseThrow();
        if (running.answered) {
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
        var stream = open.get();
        if (stream.held.isPresent()) {
            throw new IllegalStateException(call + " came before the reply to " + stream.held);
        }
        if (!stream.hasRoomFor(call.bytes())) {
            answers.tooLarge(call.call(), stream.limitBytes());
            return;
        }
        stream.held = Optional.of(call);
        var at = stream.passes(call.bytes(), world.now);
        if (at.isAfter(world.now)) {
            world.add(new Effect.SetTimer(Input.Timer.BANDWIDTH, at));
        } else {
            pass(stream);
        }
    }

    /** The chunk that waited for bandwidth has passed. */
    void bandwidth() {
        pass(invokes.current().flatMap(o -> o.stream).orElseThrow());
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
            answers.truncated(call.call());
        } else {
            var stream = open.get();
            answers.respond(
                    call.call(),
                    stream.size(),
                    Fact.RuntimeResponse.Mode.STREAMING,
                    answer(stream, call));
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
        var left = invokes.current().flatMap(o -> o.stream).filter(s -> s.isHeld(call));
        if (left.isPresent()) {
            world.add(new Effect.CancelTimer(Input.Timer.BANDWIDTH));
            left.get().held = Optional.empty();
            answers.abandoned();
        }
    }

    /** The stream of that number, if the caller still waits for it. */
    private Optional<ResponseStream> open(long id) {
        return invokes.current()
                .filter(o -> !o.answered)
                .flatMap(o -> o.stream)
                .filter(s -> s.id == id);
    }
}
