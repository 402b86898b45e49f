package dev.simrun.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a whole run went: every planned case once, in order, without its steps and events; listeners are told of those.
 */
public record RunResult(Instant startedAt, Duration duration, List<CaseResult> cases) {
    public RunResult {
        cases = List.copyOf(cases);
    }

    public long count(Verdict verdict) {
        return cases.stream().filter(result -> result.verdict() == verdict).count();
    }
}
