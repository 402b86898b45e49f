package dev.simrun.picture;

import java.time.Duration;

/**
 * The time that an actor had, and how much of it it used.
 *
 * @param lane the position of its lane, from 0
 * @param phase what it is part of
 * @param deadline when it was to be done
 * @param used until when it was at it: its next poll, its end, or the deadline
 * @param usedUp whether it had not done by the deadline
 */
public record Budget(int lane, Phase.Kind phase, Point from, Duration deadline, Point used, boolean usedUp) {
    /** How much there was. */
    public Duration length() {
        return deadline.minus(from.at());
    }
}
