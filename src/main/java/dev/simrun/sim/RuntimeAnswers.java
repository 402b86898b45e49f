package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Fact.InvokeDone.Status;
import dev.simrun.event.Fact.RuntimeResponse;
import dev.simrun.event.Fact.RuntimeResponse.Mode;
import dev.simrun.event.Outcome;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Bytes;
import java.util.Optional;

/** What comes of the runtime's answers once their bodies are there, whole or in chunks. */
record RuntimeAnswers(World world, InvokePhase invokes) {
    /**
     * A response that the caller gets, be it a success or an error of its trailers.
     *
     * @param sentType the type in the trailers, where another is kept
     */
    void respond(Input.Call call, Outstanding running, CallerAnswer answer, Optional<String> sentType) {
        var stream = running.stream;
        var size =
                stream.map(ResponseStream::size).orElse((long) answer.payload().size());
        var mode = stream.isPresent() ? Mode.STREAMING : Mode.BUFFERED;
        // A streamed one counts as the response from its head on; a buffered one is the response from now on.
        var arrived = running.respondedAt.filter(world.now::isAfter).map(world::sinceBeginning);
        world.record(
                Event.RUNTIME,
                new RuntimeResponse(running.requestId(), size, answer.contentType(), mode, arrived, sentType));
        accept(call, running, answer);
    }

    void error(Input.RuntimeError call, Outstanding running) {
        error(call, running, call.body().content());
    }

    private void error(Input.RuntimeError call, Outstanding running, Bytes payload) {
        var type = RuntimeCalls.validType(call.errorType());
        world.record(
                Event.RUNTIME,
                new Fact.RuntimeError(
                        call.requestId(),
                        type,
                        RuntimeCalls.sentType(call.errorType()),
                        call.errorMessage(),
                        call.contentType(),
                        call.xrayCause()));
        accept(call, running, failure(type, payload, call.contentType()));
    }

    private void accept(Input.Call call, Outstanding running, CallerAnswer answer) {
        invokes.sent(running);
        invokes.answer(running, answer);
        world.reply(call.call(), new Reply.Accepted());
    }

    static CallerAnswer success(Bytes payload, Optional<String> contentType) {
        return new CallerAnswer(Outcome.SUCCESS, Status.SUCCESS, payload, contentType, Optional.empty());
    }

    /** An error that the runtime reported: for the platform's records a success (WIRE.md §4.4). */
    static CallerAnswer failure(String type, Bytes payload, Optional<String> contentType) {
        return new CallerAnswer(Outcome.ERROR, Status.SUCCESS, payload, contentType, Optional.of(type));
    }

    /**
     * A process that ends closes its connections about when it is known to have ended, a moment before or after: then
     * it is that which broke the invocation, each time, and not its half of a body.
     */
    void truncated(Input.Call call, Outstanding running) {
        if (world.alive.contains(Event.RUNTIME)) {
            running.cut = Optional.of(call);
            world.setTimer(Timer.Kind.CUT, running, world.now.plus(HangUps.GRACE));
        } else if (world.setup.runtimeHasProcess()) {
            world.reply(call.call(), new Reply.Closed());
        } else {
            judge(call, running);
        }
    }

    /** The process goes on: its client is at fault. An error is taken all the same, without a body (WIRE.md §2.3). */
    void stillRuns(String requestId) {
        var running = world.slots.get(requestId);
        var cut = running.cut.orElseThrow();
        running.cut = Optional.empty();
        judge(cut, running);
    }

    private void judge(Input.Call cut, Outstanding running) {
        if (cut instanceof Input.RuntimeError error) {
            error(error, running, Bytes.EMPTY);
        } else {
            world.refuse(cut, Refusal.TRUNCATED_BODY);
            invokes.broken(running, "Runtime.TruncatedResponse");
        }
    }

    void tooLarge(Input.Call call, Outstanding running, long limit) {
        invokes.sent(running);
        world.refuse(call, Refusal.OVERSIZED_BODY, Long.toString(limit));
        invokes.answer(running, CallerAnswer.tooLarge(limit));
    }
}
