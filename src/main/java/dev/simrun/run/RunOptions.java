package dev.simrun.run;

/**
 * How cases are run and judged.
 *
 * @param noSkip whether an unmet requirement is an error
 * @param failFast whether the first case that does not pass is the last
 */
public record RunOptions(boolean noSkip, boolean failFast, RefereeMode referee, Seeds seeds) {
    public RunOptions with(Seeds others) {
        return new RunOptions(noSkip, failFast, referee, others);
    }
}
