package dev.simrun.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Functions for tests, whose runtime and extensions have processes. */
public final class Setups {
    public static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:f";

    private Setups() {}

    /** A function that has so long for everything. */
    public static Setup of(Duration time, long payloadBytes, String... externals) {
        return of(new Setup.Limits(time, time, time, time, time, payloadBytes), time, externals);
    }

    public static Setup of(Setup.Limits limits, Duration timeout, String... externals) {
        return new Setup(
                "f",
                "$LATEST",
                "index.handler",
                "123456789012",
                ARN,
                timeout,
                limits,
                Optional.empty(),
                true,
                List.of(externals).stream()
                        .map(name -> new Setup.External(name, true))
                        .toList(),
                false,
                false,
                1);
    }

    /** The same with its extensions switched off. */
    public static Setup withoutExtensions(Setup plain) {
        return new Setup(
                plain.functionName(),
                plain.functionVersion(),
                plain.handler(),
                plain.accountId(),
                plain.arn(),
                plain.timeout(),
                plain.limits(),
                plain.snapStart(),
                plain.runtimeHasProcess(),
                plain.externals(),
                true,
                plain.freeze(),
                plain.maxConcurrency());
    }
}
