package dev.simrun.sim;

import dev.simrun.event.Fact.InvokeEnd;
import dev.simrun.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** An invocation that waits, or that holds a slot of its environment until it has ended. */
final class Outstanding {
    /** Where it stands; {@link Transitions} says what may come next. */
    enum State {
        /** It has no slot yet. */
        WAITING,
        /** It has a slot and its time-out runs: an init or a restore may come first. */
        BEGUN,
        /** Its INVOKE event went to the extensions; the runtime has yet to poll for it. */
        OFFERED,
        RUNNING("Running"),
        /** A post is in progress, or stuck. */
        RESPONSE("InvocationResponse"),
        ERROR_RESPONSE("InvocationErrorResponse"),
        RESPONSE_SENT("RuntimeResponseSentState"),
        /** Extensions may be busy with it yet. */
        RUNTIME_DONE,
        ENDED;

        private final Optional<String> wireName;

        State() {
            wireName = Optional.empty();
        }

        State(String wireName) {
            this.wireName = Optional.of(wireName);
        }

        /** The engine's name, where the runtime's own state is that of its invocation. */
        Optional<String> wireName() {
            return wireName;
        }
    }

    final Invocation invocation;
    Instant startedAt = Instant.EPOCH;
    Optional<String> invocationId = Optional.empty();

    /** The call that began its answer, whose body is on its way. */
    OptionalLong post = OptionalLong.empty();

    /** The call in which its answer's body ended too soon, until it shows whether the runtime has ended with it. */
    Optional<Input.Call> cut = Optional.empty();

    Optional<ResponseStream> stream = Optional.empty();
    Optional<Instant> respondedAt = Optional.empty();
    Optional<Instant> runtimeDoneAt = Optional.empty();

    /** The poll that said that the runtime is done with it. */
    OptionalLong doneBy = OptionalLong.empty();

    boolean coldStart;

    /** How the caller was answered. */
    Optional<Outcome> outcome = Optional.empty();

    /** The error that the caller was told of, and what broke the phase, as far as that is known. */
    Optional<String> toldError = Optional.empty();

    private Optional<String> brokenBy = Optional.empty();

    /** Its time-out passed, and it holds its slot until the environment has ended. */
    boolean timedOut;

    private State state = State.WAITING;
    private InvokeEnd.Phase endedBy = InvokeEnd.Phase.DONE;
    private Optional<Duration> endedAfter = Optional.empty();

    Outstanding(Invocation invocation) {
        this.invocation = invocation;
    }

    String requestId() {
        return invocation.requestId();
    }

    State state() {
        return state;
    }

    boolean mayEnter(State next) {
        return Transitions.after(state).contains(next);
    }

    void enter(State next) {
        state = Transitions.move(state, next, Transitions.after(state));
    }

    boolean answered() {
        return outcome.isPresent();
    }

    /** Whether the body of an answer is on its way. */
    boolean isAnswering() {
        return !answered() && (state == State.RESPONSE || state == State.ERROR_RESPONSE);
    }

    /** Whether the runtime has it, or has not polled since it had. */
    boolean held() {
        return state.wireName().isPresent();
    }

    long deadlineMs() {
        return startedAt.plus(invocation.timeout()).toEpochMilli();
    }

    /**
     * Its phase is over, though its environment may have to end first.
     *
     * @param phase done, timeout or crash; after a time-out the platform reports exactly the time-out (WIRE.md §5.5)
     */
    void stop(InvokeEnd.Phase phase, Instant now) {
        endedBy = phase;
        endedAfter =
                Optional.of(phase == InvokeEnd.Phase.TIMEOUT ? invocation.timeout() : Duration.between(startedAt, now));
    }

    /** Something breaks its phase; what does so first counts. */
    void breaks(String type) {
        brokenBy = brokenBy.or(() -> Optional.of(type));
    }

    /** What the platform's REPORT line would say of it. */
    InvokeEnd end(Optional<Duration> initDuration) {
        var duration = endedAfter.orElseThrow();
        var init = coldStart ? initDuration : Optional.<Duration>empty();
        return new InvokeEnd(
                requestId(),
                endedBy,
                brokenBy.or(() -> toldError).filter(_ -> endedBy != InvokeEnd.Phase.DONE),
                duration,
                wholeMillis(duration.plus(init.orElse(Duration.ZERO))),
                init,
                respondedAt.map(at -> Duration.between(startedAt, at)),
                runtimeDoneAt.map(at -> duration.minus(Duration.between(startedAt, at))));
    }

    /** Billing counts whole milliseconds, rounded up (WIRE.md §5.5). */
    private static Duration wholeMillis(Duration exact) {
        return Duration.ofMillis(Math.ceilDiv(exact.toNanos(), 1_000_000L));
    }
}
