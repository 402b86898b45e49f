package dev.simrun.cli;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the time of a run of simrun goes, which {@code SIMRUN_PROFILE=start} shows. For one thread. */
final class Phases {
    static final String VARIABLE = "SIMRUN_PROFILE";

    private record Phase(String name, Duration took) {}

    private final boolean shown;
    private final List<Phase> ended = new ArrayList<>();
    private long began = System.nanoTime();

    private Phases(boolean shown) {
        this.shown = shown;
    }

    /** From now on, and if they are asked for, with the start of the JVM before. */
    static Phases of(Map<String, String> environment) {
        var phases = new Phases("start".equals(environment.get(VARIABLE)));
        if (phases.shown) {
            var start =
                    Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
            phases.ended.add(new Phase("JVM", Duration.between(start, Instant.now())));
            phases.began = System.nanoTime();
        }
        return phases;
    }

    /** What was done since the last end. */
    void end(String name) {
        long now = System.nanoTime();
        ended.add(new Phase(name, Duration.ofNanos(now - began)));
        began = now;
    }

    /** A line for each, in milliseconds. */
    void show(PrintStream to) {
        if (shown) {
            for (var phase : ended) {
                to.printf(Locale.ROOT, "%8.1f ms  %s%n", phase.took().toNanos() / 1e6, phase.name());
            }
        }
    }
}
