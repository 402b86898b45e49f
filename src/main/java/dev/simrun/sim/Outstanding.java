package dev.simrun.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An invocation that waits, runs, or was answered and still holds its slot. */
final class Outstanding {
    final Invocation invocation;
    Instant startedAt = Instant.EPOCH;
    Optional<String> invocationId = Optional.empty();
    Optional<ResponseStream> stream = Optional.empty();
    Optional<Instant> respondedAt = Optional.empty();
    Optional<Instant> runtimeDoneAt = Optional.empty();
    boolean coldStart;
    boolean answered;

    /** Its time-out passed, and it holds its slot until the environment has ended. */
    boolean timedOut;

    Outstanding(Invocation invocation) {
        this.invocation = invocation;
    }

    String requestId() {
        return invocation.requestId();
    }

    long deadlineMs() {
        return startedAt.plus(invocation.timeout()).toEpochMilli();
    }

    Effect.InvokeReport report(String phase, Duration duration, Optional<Duration> initDuration) {
        return new Effect.InvokeReport(
                phase,
                duration,
                coldStart ? initDuration : Optional.empty(),
                respondedAt.map(at -> Duration.between(startedAt, at)),
                runtimeDoneAt.map(at -> duration.minus(Duration.between(startedAt, at))),
                coldStart);
    }
}
