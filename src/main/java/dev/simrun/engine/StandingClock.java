package dev.simrun.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * A clock that can be made to stand still; it is behind ever after. The case's lock guards it, so that no thread sees
 * it go back.
 */
final class StandingClock implements InstantSource {
    private final InstantSource source;
    private Standing standing = new Standing(Instant.EPOCH, OptionalLong.empty(), 0);

    StandingClock(InstantSource source) {
        this.source = source;
    }

    /**
     * How the clock stands.
     *
     * @param at what it shows while it is held
     * @param sinceNanos when it was held, if it is
     * @param lostNanos how far it is behind, without what it loses now
     */
    private record Standing(Instant at, OptionalLong sinceNanos, long lostNanos) {}

    /** To the microsecond, as records have it: what is told of a case is the same before and after. */
    @Override
    public Instant instant() {
        return isHeld()
                ? standing.at()
                : source.instant().minusNanos(standing.lostNanos()).truncatedTo(ChronoUnit.MICROS);
    }

    /** The monotonic clock of the JVM, as far behind as this clock. */
    long nanos() {
        var now = standing;
        return now.sinceNanos().orElseGet(System::nanoTime) - now.lostNanos();
    }

    boolean isHeld() {
        return standing.sinceNanos().isPresent();
    }

    /** How far it is behind its source. */
    Duration lost() {
        return Duration.ofNanos(lostNanos());
    }

    private long lostNanos() {
        var now = standing;
        return now.sinceNanos().isPresent()
                ? now.lostNanos() + System.nanoTime() - now.sinceNanos().getAsLong()
                : now.lostNanos();
    }

    void hold() {
        if (!isHeld()) {
            var at = instant(); // read first: the clock may jump ahead a little
            var since = OptionalLong.of(System.nanoTime());
            standing = new Standing(at, since, standing.lostNanos());
        }
    }

    void goOn() {
        standing = new Standing(Instant.EPOCH, OptionalLong.empty(), lostNanos());
    }
}
