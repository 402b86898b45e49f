package dev.simrun.run;

import java.util.Optional;

/**
 * How cases are run and judged.
 *
 * @param noSkip whether an unmet requirement is an error
 * @param failFast whether the first case that does not pass is the last
 * @param debugger who takes cases through their steps; without one they go through by themselves
 */
public record RunOptions(
        boolean noSkip, boolean failFast, RefereeMode referee, Seeds seeds, Optional<Debugger> debugger) {
    /** Options without a debugger. */
    public RunOptions(boolean noSkip, boolean failFast, RefereeMode referee, Seeds seeds) {
        this(noSkip, failFast, referee, seeds, Optional.empty());
    }

    public RunOptions with(Seeds others) {
        return new RunOptions(noSkip, failFast, referee, others, debugger);
    }

    public RunOptions with(Debugger one) {
        return new RunOptions(noSkip, failFast, referee, seeds, Optional.of(one));
    }
}
