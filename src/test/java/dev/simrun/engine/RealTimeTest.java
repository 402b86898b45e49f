package dev.simrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.sim.Timer;
import dev.simrun.sim.Timer.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A real clock that stands still for a while. */
class RealTimeTest {
    private static final Timer INVOKE = Timer.of(Kind.INVOKE, "r");

    /** A wait that would be over at once. */
    private static final Duration SHORT = Duration.ofMillis(2);

    /** Far longer than that. */
    private static final Duration WHILE = Duration.ofMillis(60);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(1);

    private final RealTime time = Times.real();

    /** Something that waits. */
    private interface Wait {
        Object untilItEnds() throws Exception;
    }

    private static CompletableFuture<Object> begun(Wait wait) {
        var end = new CompletableFuture<Object>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(wait.untilItEnds());
            } catch (TimeoutException late) {
                end.complete("late");
            } catch (Exception wrong) {
                end.completeExceptionally(wrong);
            }
        });
        return end;
    }

    private static Object ended(CompletableFuture<Object> wait) throws Exception {
        return wait.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static boolean endsWithin(CompletableFuture<Object> wait, Duration limit) throws Exception {
        var ended = new CountDownLatch(1);
        var _ = wait.whenComplete((_, _) -> ended.countDown());
        return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void endsOnlyOnceTheClockGoesOn(Object result, Wait wait) throws Exception {
        time.hold();
        var begunWhileHeld = begun(wait);
        assertThat(endsWithin(begunWhileHeld, WHILE)).as("ends while held").isFalse();
        time.goOn();
        assertThat(ended(begunWhileHeld)).isEqualTo(result);
        assertThat(wait.untilItEnds()).as("without being held").isEqualTo(result);
    }

    @Test
    void a_pause_does_not_end_while_the_clock_is_held() throws Exception {
        endsOnlyOnceTheClockGoesOn("over", () -> {
            time.pause(SHORT);
            return "over";
        });
    }

    @Test
    void a_limit_does_not_pass_while_the_clock_is_held() throws Exception {
        endsOnlyOnceTheClockGoesOn(false, () -> time.await(SHORT, () -> false));
    }

    @Test
    void a_value_is_not_late_while_the_clock_is_held() throws Exception {
        endsOnlyOnceTheClockGoesOn("late", () -> {
            try {
                return time.get(new CompletableFuture<>(), SHORT);
            } catch (TimeoutException late) {
                return "late";
            }
        });
    }

    @Test
    void a_timer_does_not_run_out_while_the_clock_is_held() throws Exception {
        var fired = new CompletableFuture<Object>();
        var timers = time.timers(fired::complete);
        time.hold();
        set(timers, INVOKE, SHORT);
        assertThat(endsWithin(fired, WHILE)).as("ends while held").isFalse();
        time.goOn();
        assertThat(ended(fired)).isEqualTo(INVOKE);
    }

    private void set(Timers timers, Timer timer, Duration length) {
        time.locked(() -> {
            timers.set(timer, time.instant().plus(length));
        });
    }

    @Test
    void what_waited_before_the_clock_was_held_does_not_end_either() throws Exception {
        var fired = new CompletableFuture<Object>();
        var timers = time.timers(fired::complete);
        // held at once, so that neither can be over already, however slow the machine is
        CompletableFuture<Object> pause = time.locked(() -> {
            set(timers, Timer.of(Kind.SHUTDOWN), SHORT);
            var begun = begun(() -> {
                time.pause(SHORT);
                return "over";
            });
            time.hold();
            return begun;
        });
        assertThat(endsWithin(pause, WHILE)).as("the pause ends while held").isFalse();
        assertThat(endsWithin(fired, SHORT)).as("the timer runs out while held").isFalse();
        time.goOn();
        assertThat(ended(pause)).isEqualTo("over");
        assertThat(ended(fired)).isEqualTo(Timer.of(Kind.SHUTDOWN));
    }

    @Test
    void what_needs_no_time_still_happens_while_the_clock_is_held() throws Exception {
        time.hold();
        var made = new AtomicBoolean();
        var condition = begun(() -> time.await(NEVER, made::get));
        var value = new CompletableFuture<String>();
        var got = begun(() -> time.get(value, NEVER));
        made.set(true);
        changed();
        value.complete("value");
        assertThat(ended(condition)).isEqualTo(true);
        assertThat(ended(got)).isEqualTo("value");
        assertThat(time.held()).isTrue();
    }

    private void changed() {
        time.locked(() -> {
            time.changed();
        });
    }

    @Test
    void an_instant_stays_the_same_while_the_clock_is_held() throws Exception {
        time.hold();
        var held = time.instant();
        passes(SHORT);
        time.hold(); // once more changes nothing
        assertThat(time.instant()).isEqualTo(held);
        time.goOn();
        assertThat(time.instant()).isAfterOrEqualTo(held);
        assertThat(time.held()).isFalse();
    }

    /** Lets time pass by another clock. */
    private static void passes(Duration length) throws Exception {
        Times.real().pause(length);
    }

    @Test
    void how_long_it_stood_still_is_counted_even_while_it_does() throws Exception {
        assertThat(time.stood()).isZero();
        time.hold();
        passes(WHILE);
        assertThat(time.stood()).isGreaterThanOrEqualTo(WHILE);
        time.goOn();
        var once = time.stood();
        assertThat(once).isGreaterThanOrEqualTo(WHILE);
        passes(SHORT);
        assertThat(time.stood()).as("while it goes").isEqualTo(once);
        time.hold();
        passes(SHORT);
        time.goOn();
        assertThat(time.stood()).isGreaterThanOrEqualTo(once.plus(SHORT));
        var twice = time.stood();
        time.goOn(); // it goes already
        assertThat(time.stood()).isEqualTo(twice);
    }

    @Test
    void with_what_it_lost_the_clock_is_that_of_everyone_else() throws Exception {
        var everyone = new MonotonicClock();
        var behind = Times.real(everyone);
        behind.hold();
        passes(WHILE);
        var before = everyone.instant();
        behind.goOn();
        assertThat(behind.instant().plus(behind.stood())).isAfterOrEqualTo(before);
    }

    @Test
    void instants_never_go_back_however_often_the_clock_is_held() throws Exception {
        var over = new AtomicBoolean();
        var reader = begun(() -> {
            int back = 0;
            var last = time.instant();
            while (!over.get()) {
                var next = time.instant();
                back += next.isBefore(last) ? 1 : 0;
                last = next;
            }
            return back;
        });
        for (int i = 0; i < 20_000; i++) {
            time.hold();
            time.goOn();
        }
        over.set(true);
        assertThat(ended(reader)).isEqualTo(0);
    }

    @Test
    void what_is_left_of_a_timer_stays_while_the_clock_is_held() throws Exception {
        var timers = time.timers(_ -> {});
        time.hold();
        set(timers, Timer.of(Kind.INIT), NEVER);
        passes(SHORT);
        time.locked(() -> {
            assertThat(timers.left()).containsOnlyKeys(Timer.of(Kind.INIT)).containsValue(NEVER);
            timers.cancel(Timer.of(Kind.INIT));
            assertThat(timers.left()).isEmpty();
        });
    }
}
