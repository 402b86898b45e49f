package dev.simrun.run;

import dev.simrun.scenario.Case;
import dev.simrun.scenario.Limits;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param factor how many times as long as it says a case may take, and its steps wait
 * @param deadlines whether time ends anything at all, the function's time-out included
 */
public record TimeScale(double factor, boolean deadlines) {
    /** All as the file says. */
    public static final TimeScale USUAL = new TimeScale(1, true);

    /** Longer than anybody looks at a process, and soon enough for all that counts milliseconds. */
    static final Duration FAR_OFF = Duration.ofDays(365);

    /** A limit of waiting. */
    Duration waiting(Duration limit) {
        if (!deadlines) {
            return FAR_OFF;
        }
        return factor == 1 ? limit : Duration.ofNanos(Math.round(limit.toNanos() * factor));
    }

    /** What Lambda gives a phase, or the function to its invocations. */
    Duration budget(Duration limit) {
        return deadlines ? limit : FAR_OFF;
    }

    /** A case with its environment's budgets. */
    Case budgets(Case one) {
        if (deadlines) {
            return one;
        }
        var limits = one.limits();
        return new Case(
                one.label(),
                one.rows(),
                one.function(),
                new Limits(FAR_OFF, FAR_OFF, FAR_OFF, FAR_OFF, FAR_OFF, limits.payloadBytes()),
                one.runtime(),
                one.extensions(),
                one.extensionsOff(),
                one.steps(),
                one.finallySteps(),
                one.roots(),
                one.typed());
    }
}
