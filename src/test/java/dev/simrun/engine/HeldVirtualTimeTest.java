package dev.simrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.sim.Timer;
import dev.simrun.sim.Timer.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A virtual clock that is held: who looks at the world must not change it. */
class HeldVirtualTimeTest {
    private static final Timer INVOKE = Timer.of(Kind.INVOKE, "r");
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** How long nothing is watched to happen. */
    private static final Duration WHILE = Duration.ofMillis(60);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Three actors, a timer and the steps, which all have something to do at the same instants. */
    private static final class World {
        final VirtualTime time;
        final List<String> log = Collections.synchronizedList(new ArrayList<>());
        private final boolean holding;

        World(long seed, boolean holding) {
            this.time = Times.virtual(seed);
            this.holding = holding;
            var start = time.instant();
            time.timers(timer -> note(timer.toString())).set(INVOKE, start.plus(SECOND.multipliedBy(2)));
            for (var name : List.of("a", "b", "c")) {
                var _ = time.start(name, () -> goes(name));
            }
        }

        Thread startSteps() {
            return time.startSteps("steps", () -> goes("steps"));
        }

        private void goes(String name) {
            try {
                for (int i = 0; i < 4; i++) {
                    note(name);
                    time.pause(SECOND);
                }
            } catch (InterruptedException unexpected) {
                note(name + " was interrupted");
            }
        }

        private void note(String what) {
            log.add(time.instant() + " " + what);
            if (holding) {
                time.hold();
            }
        }
    }

    @Test
    void nobody_goes_on_while_it_is_held() throws Exception {
        var world = new World(3, true);
        var steps = world.startSteps();
        assertThat(steps.join(WHILE)).as("the steps end while held").isFalse();
        assertThat(world.log).as("whoever held it hands nothing on").hasSize(1);
        assertThat(world.time.held()).isTrue();
        var instant = world.time.instant();
        world.time.goOn();
        assertThat(steps.join(WHILE)).as("the steps end while held again").isFalse();
        assertThat(world.log).hasSize(2);
        assertThat(world.time.instant()).isEqualTo(instant);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void the_same_numbers_give_the_same_run_held_or_not(long seed) throws Exception {
        var plain = new World(seed, false);
        var plainSteps = plain.startSteps();
        assertThat(plainSteps.join(LIMIT)).isTrue();
        var held = new World(seed, true);
        var heldSteps = held.startSteps();
        while (!heldSteps.join(Duration.ofMillis(1))) {
            held.time.goOn();
        }
        assertThat(held.log).isEqualTo(plain.log).hasSizeGreaterThan(15);
    }

    @Test
    void steps_that_begin_while_it_is_held_wait_with_all_others_at_their_first_wait() throws Exception {
        var world = new World(5, false);
        world.time.hold();
        var steps = world.startSteps();
        assertThat(steps.join(WHILE)).as("the steps end while held").isFalse();
        assertThat(world.log).singleElement().asString().endsWith(" steps");
        world.time.goOn();
        assertThat(steps.join(LIMIT)).isTrue();
        assertThat(world.log).hasSizeGreaterThan(15);
    }

    @Test
    void it_has_never_stood_still_as_nobody_else_has_a_clock() {
        var time = Times.virtual(1);
        time.hold();
        assertThat(time.stood()).isZero();
    }

    @Test
    void closing_ends_waits_while_it_is_held() throws Exception {
        var world = new World(1, true);
        var steps = world.startSteps();
        assertThat(steps.join(WHILE)).isFalse();
        world.time.close();
        assertThat(steps.join(LIMIT)).isTrue();
        assertThat(world.log).anyMatch(line -> line.endsWith("steps was interrupted"));
    }
}
