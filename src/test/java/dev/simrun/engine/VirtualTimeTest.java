package dev.simrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.sim.Timer;
import dev.simrun.sim.Timer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A clock that jumps, and the order of what happens at one instant. */
class VirtualTimeTest {
    private static final Timer INVOKE = Timer.of(Kind.INVOKE, "r");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = Times.virtual(1);
    private final Instant start = time.instant();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /** Something that waits. */
    private interface Task {
        void run() throws Exception;
    }

    private Runnable noted(Task task) {
        return () -> {
            try {
                task.run();
            } catch (InterruptedException ended) {
                log.add("interrupted");
            } catch (Exception wrong) {
                log.add(wrong.toString());
            }
        };
    }

    private void steps(Task task) throws InterruptedException {
        time.startSteps("steps", noted(task)).join();
    }

    private Thread actor(Task task) {
        return time.start("actor", noted(task));
    }

    private Duration passed() {
        return Duration.between(start, time.instant());
    }

    private void note(String what) {
        log.add(passed().toSeconds() + " " + what);
    }

    @Test
    void the_clock_jumps_from_wait_to_wait() throws Exception {
        actor(() -> {
            time.pause(SECOND.multipliedBy(2));
            note("actor");
            time.pause(HOUR);
            note("actor");
        });
        steps(() -> {
            note("steps");
            time.pause(SECOND);
            note("steps");
            time.pause(HOUR.multipliedBy(2));
            note("steps");
        });
        assertThat(log).containsExactly("0 steps", "1 steps", "2 actor", "3602 actor", "7201 steps");
    }

    @Test
    void nothing_moves_but_while_steps_are_carried_out() throws Exception {
        actor(() -> {
            note("actor");
            time.pause(SECOND);
            note("actor");
        });
        steps(() -> note("first"));
        assertThat(log).containsExactly("0 first");
        steps(() -> time.pause(HOUR));
        assertThat(log).containsExactly("0 first", "0 actor", "1 actor");
    }

    @Test
    void a_seed_gives_one_order_and_all_seeds_give_all_orders() throws Exception {
        var orders =
                LongStream.range(0, 100).mapToObj(VirtualTimeTest::orderOfThree).collect(Collectors.toSet());
        assertThat(orders).containsExactlyInAnyOrder("abc", "acb", "bac", "bca", "cab", "cba");
        assertThat(orderOfThree(7)).isEqualTo(orderOfThree(7));
    }

    private static String orderOfThree(long seed) {
        var one = Times.virtual(seed);
        var order = Collections.synchronizedList(new ArrayList<String>());
        try {
            for (var name : List.of("a", "b", "c")) {
                var _ = one.start(name, () -> order.add(name));
            }
            var steps = one.startSteps("steps", () -> {
                try {
                    one.pause(SECOND);
                } catch (InterruptedException impossible) {
                    order.add("interrupted");
                }
            });
            steps.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return String.join("", order);
    }

    @Test
    void a_condition_is_met_when_somebody_made_it_hold_or_missed_at_its_limit() throws Exception {
        var made = new ArrayList<String>();
        actor(() -> {
            time.pause(SECOND);
            made.add("it");
        });
        steps(() -> {
            note("met: " + time.await(HOUR, () -> !made.isEmpty()));
            note("met: " + time.await(HOUR, made::isEmpty));
        });
        assertThat(log).containsExactly("1 met: true", "3601 met: false");
    }

    @Test
    void a_value_comes_or_is_late() throws Exception {
        var soon = new CompletableFuture<String>();
        actor(() -> {
            time.pause(SECOND);
            soon.complete("value");
        });
        steps(() -> {
            note(time.get(soon));
            note(time.get(soon, Duration.ZERO));
            var never = new CompletableFuture<String>();
            assertThatThrownBy(() -> time.get(never, SECOND)).isInstanceOf(TimeoutException.class);
            note("late");
        });
        assertThat(log).containsExactly("1 value", "1 value", "2 late");
    }

    @Test
    void an_interrupt_ends_a_wait_at_once() throws Exception {
        var waiting = actor(() -> time.pause());
        steps(() -> {
            time.pause(SECOND);
            waiting.interrupt();
            time.pause(SECOND);
            note("steps");
        });
        assertThat(log).containsExactly("interrupted", "2 steps");
    }

    @Test
    void an_interrupt_from_outside_reaches_steps_that_wait() throws Exception {
        var waiting = new CompletableFuture<String>();
        var steps = time.startSteps("steps", noted(() -> {
            while (true) {
                waiting.complete("now");
                time.pause(HOUR);
            }
        }));
        waiting.get();
        steps.interrupt();
        steps.join();
        assertThat(log).containsExactly("interrupted");
    }

    @Test
    void steps_that_nothing_can_wake_are_told() throws Exception {
        actor(() -> time.pause());
        steps(() -> {
            time.pause(HOUR);
            time.get(new CompletableFuture<String>());
        });
        assertThat(log).singleElement().asString().contains("nothing can happen any more");
    }

    @Test
    void timers_run_out_in_their_order_unless_cancelled() throws Exception {
        var timers = time.timers(timer -> note(timer.kind().toString()));
        timers.set(INVOKE, start.plus(SECOND.multipliedBy(3)));
        timers.set(Timer.of(Kind.INIT), start.plus(SECOND));
        timers.set(Timer.of(Kind.SHUTDOWN), start.plus(SECOND.multipliedBy(2)));
        steps(() -> {
            timers.cancel(Timer.of(Kind.SHUTDOWN));
            time.pause(HOUR);
            note("steps");
        });
        assertThat(log).containsExactly("1 INIT", "3 INVOKE", "3600 steps");
    }

    @Test
    void closing_ends_every_wait_for_good() throws Exception {
        var waiting = actor(() -> {
            try {
                time.pause();
            } finally {
                assertThatThrownBy(time::pause).isInstanceOf(InterruptedException.class);
            }
        });
        steps(() -> time.pause(SECOND));
        time.close();
        waiting.join();
        assertThat(log).containsExactly("interrupted");
    }

    @Test
    void who_takes_no_part_or_holds_the_lock_cannot_wait() throws Exception {
        assertThatThrownBy(() -> time.pause(SECOND)).isInstanceOf(IllegalStateException.class);
        steps(() -> time.locked(() -> time.pause(SECOND)));
        assertThat(log).singleElement().asString().contains("with the lock held");
    }
}
