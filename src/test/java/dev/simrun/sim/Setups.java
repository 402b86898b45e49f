package dev.simrun.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions for tests: one with a process and Lambda's limits, but for a payload of 100 bytes, or how it differs. */
public final class Setups {
    private String name = "f";
    private Setup.Limits limits = new Setup.Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            100);
    private Optional<Setup.SnapStart> snapStart = Optional.empty();
    private boolean runtimeHasProcess = true;
    private List<Setup.External> externals = List.of();
    private boolean extensionsOff;
    private boolean freeze;
    private int slots = 1;

    public static String arn(String function) {
        return "arn:aws:lambda:us-east-1:123456789012:function:" + function;
    }

    public Setups named(String function) {
        name = function;
        return this;
    }

    public Setups limits(Setup.Limits others) {
        limits = others;
        return this;
    }

    /** It has so long for everything. */
    public Setups limits(Duration time) {
        return limits(new Setup.Limits(time, time, time, time, time, limits.payloadBytes()));
    }

    public Setups payloadBytes(long bytes) {
        return limits(new Setup.Limits(
                limits.init(),
                limits.shutdown(),
                limits.shutdownRuntime(),
                limits.shutdownInternal(),
                limits.restore(),
                bytes));
    }

    public Setups snapStart(boolean is) {
        snapStart = is ? Optional.of(new Setup.SnapStart("token", "id", "secret", "session")) : Optional.empty();
        return this;
    }

    public Setups runtimeHasProcess(boolean has) {
        runtimeHasProcess = has;
        return this;
    }

    public Setups externals(List<Setup.External> all) {
        externals = all;
        return this;
    }

    /** Extensions with processes. */
    public Setups externals(String... names) {
        return externals(
                List.of(names).stream().map(it -> new Setup.External(it, true)).toList());
    }

    public Setups extensionsOff(boolean off) {
        extensionsOff = off;
        return this;
    }

    public Setups freeze(boolean does) {
        freeze = does;
        return this;
    }

    public Setups slots(int count) {
        slots = count;
        return this;
    }

    public Setup setup() {
        return new Setup(
                name,
                "$LATEST",
                "index.handler",
                "123456789012",
                arn(name),
                limits,
                snapStart,
                runtimeHasProcess,
                externals,
                Map.of(),
                extensionsOff,
                freeze,
                slots);
    }
}
