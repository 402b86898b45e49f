package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final int RUNS = 250;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597})
    void rules_hold_whatever_happens(long seed) {
        var seen = EnumSet.noneOf(EventType.class);
        for (int run = 0; run < RUNS; run++) {
            play(seed * 10_000 + run, 1, seen);
        }
        assertThat(seen)
                .contains(
                        EventType.INVOKE_DONE,
                        EventType.INVOKE_TIMEOUT,
                        EventType.EXTENSION_EVENT,
                        EventType.EXTENSION_ACKNOWLEDGED,
                        EventType.INIT_ERROR,
                        EventType.FREEZE,
                        EventType.THAW,
                        EventType.RESET,
                        EventType.RESTORE_DONE,
                        EventType.SHUTDOWN_DONE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 6, 9, 12, 15, 18, 21, 24})
    void rules_hold_of_several_slots_whatever_happens(long seed) {
        var seen = EnumSet.noneOf(EventType.class);
        for (int run = 0; run < RUNS; run++) {
            play(seed * 10_000 + run, 2 + run % 3, seen);
        }
        assertThat(seen).contains(EventType.INVOKE_DONE, EventType.INVOKE_TIMEOUT, EventType.EXTENSION_EVENT);
    }

    private static void play(long seed, int slots, Set<EventType> seen) {
        try {
            for (var effect : new RandomRun(seed, slots).play()) {
                if (effect instanceof Effect.Happened happened) {
                    seen.add(EventType.of(happened.fact()));
                }
            }
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError("run " + seed + ": " + failed.getMessage(), failed);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 7, 11, 18, 29, 47})
    void same_seed_gives_the_same_effects(long seed) {
        for (int run = 0; run < 20; run++) {
            long each = seed * 10_000 + run;
            assertThat(effects(each)).isEqualTo(effects(each));
        }
    }

    private static java.util.List<Effect> effects(long seed) {
        return new RandomRun(seed, 1).play();
    }
}
