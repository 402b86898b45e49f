package dev.simrun.sim;

import dev.simrun.event.Fact.InvokeDone;
import dev.simrun.event.Fact.InvokeDone.Status;
import dev.simrun.event.Outcome;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the caller of an invocation gets.
 *
 * @param status what the platform's own records say (WIRE.md §4.4): an error that the runtime reported is still a
 *     success there
 * @param contentType as the runtime posted it
 * @param errorType what the platform knows of a failure; the payload may name another, or none
 * @param chunks the first {@link #CHUNKS_LIMIT} of a streamed response, also of one that failed
 */
public record CallerAnswer(
        Outcome outcome,
        Status status,
        Bytes payload,
        Optional<String> contentType,
        Optional<String> errorType,
        Optional<List<Chunk>> chunks) {

    /** How many chunks of a stream are told apart; those after them are in the payload only. */
    public static final int CHUNKS_LIMIT = 10_000;

    private static final Optional<String> JSON = Optional.of("application/json");
    private static final String TOO_LARGE = "Function.ResponseSizeTooLarge";

    public CallerAnswer {
        chunks = chunks.map(List::copyOf);
    }

    /** An answer that was not streamed. */
    public CallerAnswer(
            Outcome outcome, Status status, Bytes payload, Optional<String> contentType, Optional<String> errorType) {
        this(outcome, status, payload, contentType, errorType, Optional.empty());
    }

    /**
     * A piece of a streamed response.
     *
     * @param at when it reached the caller, since the invocation began
     */
    public record Chunk(Duration at, Bytes body) {}

    /** This answer, after a stream of which these chunks had arrived. */
    CallerAnswer after(List<Chunk> stream) {
        return new CallerAnswer(outcome, status, payload, contentType, errorType, Optional.of(stream));
    }

    /** The fact that it was given. */
    InvokeDone fact(String requestId) {
        var sizes = chunks.map(all -> all.stream()
                .map(it -> new InvokeDone.Chunk(it.at(), it.body().size()))
                .toList());
        return new InvokeDone(requestId, outcome, status, errorType, contentType, sizes);
    }

    /** An answer that the platform makes: errorType before errorMessage (WIRE.md §5.1). */
    static CallerAnswer platform(Outcome outcome, Status status, String requestId, String type, String message) {
        var body = JsonText.object("errorType", type, "errorMessage", "RequestId: " + requestId + " Error: " + message);
        return new CallerAnswer(outcome, status, Bytes.utf8(body), JSON, Optional.of(type));
    }

    static CallerAnswer crash(String requestId, String type, String message) {
        return platform(Outcome.CRASH, Status.ERROR, requestId, type, message);
    }

    /** The answer after a time-out; the number always has two decimals (WIRE.md §5.1). */
    static CallerAnswer timeout(String requestId, Duration timeout) {
        var seconds = String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0);
        return platform(
                Outcome.TIMEOUT,
                Status.TIMEOUT,
                requestId,
                "Sandbox.Timedout",
                "Task timed out after " + seconds + " seconds");
    }

    /** The answer to an oversized response: here errorMessage comes first (WIRE.md §2.3). */
    static CallerAnswer tooLarge(long limitBytes) {
        var message = "Response payload size exceeded maximum allowed payload size (" + limitBytes + " bytes).";
        var body = JsonText.object("errorMessage", message, "errorType", TOO_LARGE);
        return new CallerAnswer(Outcome.ERROR, Status.SUCCESS, Bytes.utf8(body), JSON, Optional.of(TOO_LARGE));
    }
}
