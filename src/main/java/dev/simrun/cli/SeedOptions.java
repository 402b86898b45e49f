package dev.simrun.cli;

import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Seeds;
import dev.simrun.scenario.Clock;
import java.io.PrintStream;
import java.util.List;

/** {@code --seed} and {@code --explore}. */
final class SeedOptions {
    static final String SEED = "--seed";
    static final String EXPLORE = "--explore";

    private static final int MOST_ORDERS = 1_000_000;

    private SeedOptions() {}

    static Seeds read(Parsed given, List<Planned> plan, PrintStream err) throws ExitException {
        var seed = Numbers.ofLong(given, SEED, 0, Long.MAX_VALUE - MOST_ORDERS);
        var count = Numbers.ofLong(given, EXPLORE, 1, MOST_ORDERS);
        if (count.isPresent()) {
            requireVirtual(plan, err);
        }
        return new Seeds(seed, Math.toIntExact(count.orElse(1)));
    }

    /** In real time nobody decides what comes first, so there is nothing to try. */
    private static void requireVirtual(List<Planned> plan, PrintStream err) throws ExitException {
        long real = plan.stream().filter(it -> it.file().clock() == Clock.REAL).count();
        if (real == plan.size()) {
            throw ExitException.usage(EXPLORE + " needs scenarios with clock: virtual, and none is selected");
        }
        if (real > 0) {
            err.println("notice: %s the real clock and one run each: %s is for clock: virtual"
                    .formatted(real == 1 ? "1 case has" : real + " cases have", EXPLORE));
        }
    }
}
