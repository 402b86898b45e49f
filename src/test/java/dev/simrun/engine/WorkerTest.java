package dev.simrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Room;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that throw what nobody expects of them. */
class WorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final LinkedBlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    private final Worker worker = new Worker(told::add);
    private final CountDownLatch released = new CountDownLatch(1);
    private final IllegalStateException bug = new IllegalStateException("made up");

    @AfterEach
    void release() {
        released.countDown();
    }

    private void fail() {
        throw bug;
    }

    private Throwable told() throws InterruptedException {
        return told.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void what_a_thread_throws_is_told_on_that_thread() throws Exception {
        var names = new CopyOnWriteArrayList<String>();
        var one = new Worker(thrown -> {
            names.add(Thread.currentThread().getName() + ": " + thrown.getMessage());
            told.add(thrown);
        });
        one.thread("a", this::fail).start();
        assertThat(told()).isSameAs(bug);
        var platform = one.platform().newThread(this::fail);
        platform.setName("b");
        assertThat(platform.isDaemon()).isTrue();
        platform.start();
        assertThat(told()).isSameAs(bug);
        assertThat(names).containsExactly("a: made up", "b: made up");
    }

    @Test
    void errors_of_the_machine_are_told_too() throws Exception {
        var error = new OutOfMemoryError("made up");
        worker.thread("a", () -> {
                    throw error;
                })
                .start();
        assertThat(told()).isSameAs(error);
    }

    @Test
    void a_timer_that_throws_is_told_of_by_either_clock() throws Exception {
        var real = new RealTime(Room.ofHeap(), worker);
        var timers = real.timers(_ -> fail());
        real.locked(() -> timers.set(Played.TIMER, real.instant()));
        assertThat(told()).isSameAs(bug);
        real.close();
        var virtual = new VirtualTime(new SplittableRandom(1), Room.ofHeap(), worker);
        var others = virtual.timers(_ -> fail());
        virtual.locked(() -> others.set(Played.TIMER, virtual.instant()));
        var steps = virtual.startSteps("steps", () -> pause(virtual));
        assertThat(told()).as("as the baton was handed on").isSameAs(bug);
        assertThat(steps.join(LIMIT)).isTrue();
        virtual.close();
    }

    private static void pause(Time time) {
        try {
            time.pause(LIMIT);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_call_to_the_host_that_throws_is_told_of() throws Exception {
        var time = new RealTime(Room.ofHeap(), worker);
        var calls = new HostCalls(time);
        calls.attach(Played.HOST);
        time.locked(() -> calls.tell(_ -> fail()));
        assertThat(told()).isSameAs(bug);
        assertThat(calls.await(LIMIT)).as("waited for no longer").isTrue();
    }

    @Test
    void calls_to_the_host_are_made_one_after_the_other() throws Exception {
        var time = Times.real();
        var calls = new HostCalls(time);
        var made = new CopyOnWriteArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            time.locked(() -> calls.tell(_ -> made.add(number)));
        }
        calls.attach(Played.HOST);
        assertThat(calls.await(LIMIT)).isTrue();
        time.locked(() -> {
            calls.close();
            calls.tell(_ -> made.add(3));
        });
        assertThat(calls.await(LIMIT)).isTrue();
        assertThat(made).isEqualTo(List.of(0, 1, 2));
    }

    @Test
    void what_takes_too_long_is_not_waited_for() {
        assertThat(worker.within(LIMIT, () -> "value")).contains("value");
        var brief = Duration.ofMillis(20);
        assertThat(worker.within(brief, this::deaf)).isEmpty();
        assertThat(worker.<String>within(LIMIT, () -> {
                    throw bug;
                }))
                .isEmpty();
        assertThat(told).containsExactly(bug);
    }

    private String deaf() {
        while (released.getCount() > 0) {
            Thread.onSpinWait();
        }
        return "late";
    }

    @Test
    void an_interrupt_makes_no_haste_and_is_kept() {
        Thread.currentThread().interrupt();
        assertThat(worker.within(LIMIT, () -> "value")).contains("value");
        assertThat(Thread.interrupted()).isTrue();
    }
}
