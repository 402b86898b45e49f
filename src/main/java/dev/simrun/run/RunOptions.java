package dev.simrun.run;

import java.util.Optional;

/**
 * How cases are run and judged.
 *
 * @param noSkip whether an unmet requirement is an error
 * @param failLimit after how many cases that do not pass no other begins; 0 if that changes nothing
 * @param retries how often a case by the real clock is run again that does not pass
 * @param timeScale how long cases may take and steps wait
 * @param debugger who takes cases through their steps; without one they go through by themselves
 */
public record RunOptions(
        boolean noSkip,
        int failLimit,
        int retries,
        TimeScale timeScale,
        RefereeMode referee,
        Seeds seeds,
        Optional<Debugger> debugger) {
    /** Options without a debugger, by which all cases are run once. */
    public RunOptions(boolean noSkip, RefereeMode referee, Seeds seeds) {
        this(noSkip, 0, 0, TimeScale.USUAL, referee, seeds, Optional.empty());
    }

    public RunOptions with(Seeds others) {
        return new RunOptions(noSkip, failLimit, retries, timeScale, referee, others, debugger);
    }

    /** With cases run again, and a limit to those that do not pass. */
    public RunOptions with(int otherFailLimit, int otherRetries) {
        return new RunOptions(noSkip, otherFailLimit, otherRetries, timeScale, referee, seeds, debugger);
    }

    public RunOptions with(Debugger one) {
        return new RunOptions(noSkip, failLimit, retries, timeScale, referee, seeds, Optional.of(one));
    }

    /** With other limits of waiting. */
    public RunOptions scaled(TimeScale otherTimeScale) {
        return new RunOptions(noSkip, failLimit, retries, otherTimeScale, referee, seeds, debugger);
    }
}
