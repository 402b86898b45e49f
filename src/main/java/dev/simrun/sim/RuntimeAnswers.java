package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.sim.RuntimeProcess.State;
import dev.simrun.wire.Bytes;

import java.util.Optional;

/** What comes of the runtime's answers once their bodies are there, whole or in chunks. */
final class RuntimeAnswers {
    private final World world;
    private final InvokePhase invokes;

    RuntimeAnswers(World world, InvokePhase invokes) {
        this.world = world;
        this.invokes = invokes;
    }

    /** A response that the caller gets, be it a success or an error of its trailers. */
    void respond(long call, long size, Fact.RuntimeResponse.Mode mode, CallerAnswer answer) {
        var requestId = invokes.current().orElseThrow().requestId();
        world.record(
                Event.RUNTIME,
                new Fact.RuntimeResponse(requestId, size, answer.contentType(), mode));
        accept(call, answer);
    }

    void accept(long call, CallerAnswer answer) {
        world.runtime.state = State.RESPONSE_SENT;
        invokes.answer(answer);
        world.reply(call, new Reply.Accepted());
    }

    static CallerAnswer success(Bytes payload, Optional<String> contentType) {
        return new CallerAnswer(
                Outcome.SUCCESS,
                CallerAnswer.Status.SUCCESS,
                payload,
                contentType,
                Optional.empty());
    }

    /** An error that the runtime reported: for the platform's records a success (WIRE.md §4.4). */
    static CallerAnswer failure(String type, Bytes payload, Optional<String> contentType) {
        return new CallerAnswer(
                Outcome.ERROR,
                CallerAnswer.Status.SUCCESS,
                payload,
                contentType,
                Optional.of(type));
    }

    /** The engine leaves the state as it is: of a post in progress (WIRE.md §2.3). */
    void truncated(long call) {
        world.refuse(call, 400, "TruncatedHTTPRequest", "HTTP request detected as truncated");
        abandoned();
    }

    /** As truncated, with nobody there to be told. */
    void abandoned() {
        invokes.broken("Runtime.TruncatedResponse");
    }

    void tooLarge(long call, long limit) {
        world.runtime.state = State.RESPONSE_SENT;
        world.refuse(
                call,
                413,
                "RequestEntityTooLarge",
                "Exceeded maximum allowed payload size (" + limit + " bytes).");
        invokes.answer(CallerAnswer.tooLarge(limit));
    }
}
