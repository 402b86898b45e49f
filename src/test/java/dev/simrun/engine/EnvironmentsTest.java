package dev.simrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Fact.InvokeEnd;
import dev.simrun.event.Outcome;
import dev.simrun.sim.Input;
import dev.simrun.sim.Reply;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two environments in one case: one with a slot, one with four, with a clock and a lock for both. */
class EnvironmentsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<Outcome, InvokeEnd.Phase> PHASES = Map.of(
            Outcome.SUCCESS, InvokeEnd.Phase.DONE,
            Outcome.TIMEOUT, InvokeEnd.Phase.TIMEOUT,
            Outcome.CRASH, InvokeEnd.Phase.CRASH);

    /** What a case goes by. */
    enum Clock {
        REAL,
        VIRTUAL;

        Time time(long seed) {
            return switch (this) {
                case REAL -> Times.real();
                case VIRTUAL -> Times.virtual(seed);
            };
        }
    }

    /** An invocation, and of which environment. */
    private record Asked(Environment environment, Invoked invoked) {}

    /** A case in which callers and runtimes do what they do at random. */
    private static final class RandomCase {
        private static final int INVOCATIONS = 40;

        private final Random random;
        private final Time time;
        final Environment one;
        final Environment four;
        final List<String> ends = new ArrayList<>();
        private final AtomicBoolean over = new AtomicBoolean();

        RandomCase(Clock clock, long seed) {
            random = new Random(seed);
            time = clock.time(seed);
            one = Played.environment(time, "one", TIMEOUT, 1);
            four = Played.environment(time, "four", TIMEOUT, 4);
            worker(one, seed);
            for (int i = 0; i < 4; i++) {
                worker(four, seed + i);
            }
        }

        private void worker(Environment environment, long seed) {
            var chances = new Random(seed);
            var _ = time.start("worker", () -> work(environment, chances));
        }

        /** A runtime, or one worker of it: it answers, in time or late, in part, or not at all. */
        private void work(Environment environment, Random chances) {
            try {
                while (!over.get()) {
                    if (Played.next(environment).await() instanceof Reply.Event event) {
                        answer(environment, event.invocation().requestId(), chances);
                    } else {
                        time.pause(Duration.ofMillis(5)); // it was reset
                    }
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        private void answer(Environment environment, String id, Random chances) throws InterruptedException {
            int choice = chances.nextInt(10);
            time.pause(choice == 0 ? TIMEOUT.multipliedBy(2) : millis(chances, 40));
            if (choice != 1) {
                var body = Bytes.utf8(environment.setup().functionName() + " " + id);
                Played.respond(environment, id, new Input.Posted(body, choice == 2))
                        .await();
            }
        }

        private static Duration millis(Random chances, int most) {
            return Duration.ofMillis(chances.nextInt(most));
        }

        /** Calls both at random, and waits for all answers and ends. */
        void play() throws Exception {
            var asked = new ArrayList<Asked>();
            for (int i = 0; i < INVOCATIONS; i++) {
                var environment = random.nextInt(4) == 0 ? one : four;
                asked.add(new Asked(environment, Played.invoke(environment, "r" + i)));
                time.pause(millis(random, 30));
            }
            for (var each : asked) {
                check(each);
            }
            checkTimeline(asked);
        }

        /** There is one for both, and it says of each event where it happened. */
        private void checkTimeline(List<Asked> asked) {
            var events = one.timeline().all();
            assertThat(four.timeline().all()).isEqualTo(events);
            assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::at));
            var begun = new HashMap<String, Integer>();
            for (var event : events) {
                event.as(Fact.InvokeStart.class).ifPresent(fact -> begun.put(fact.requestId(), event.environment()));
            }
            assertThat(begun).hasSize(INVOCATIONS);
            for (var each : asked) {
                assertThat(begun).containsEntry(each.invoked().requestId(), each.environment() == one ? 1 : 2);
            }
        }

        private void check(Asked asked) throws Exception {
            var answer = time.get(asked.invoked().answered(), LIMIT);
            var report = time.get(asked.invoked().ended(), LIMIT);
            var function = asked.environment().setup().functionName();
            var id = asked.invoked().requestId();
            if (answer.outcome() == Outcome.SUCCESS) {
                assertThat(answer.payload().text()).isEqualTo(function + " " + id);
            }
            if (asked.environment() == four) {
                assertThat(report.phase()).isEqualTo(PHASES.get(answer.outcome()));
            }
            if (report.phase() == InvokeEnd.Phase.TIMEOUT) {
                assertThat(report.duration()).isEqualTo(TIMEOUT);
            }
            ends.add(function + " " + id + " " + answer.outcome() + " "
                    + report.phase().wireName());
        }

        /** Runs something as the steps of the case are run, and ends the case. */
        void steps(Steps steps) throws Exception {
            var end = new CompletableFuture<String>();
            var _ = time.startSteps("steps", () -> end.complete(told(steps)));
            assertThat(end.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEmpty();
            over.set(true);
            one.close();
            four.close();
            time.close();
        }

        private static String told(Steps steps) {
            try {
                steps.run();
                return "";
            } catch (Exception | AssertionError failed) {
                return failed.toString();
            }
        }
    }

    /** What a case does. */
    private interface Steps {
        void run() throws Exception;
    }

    private static List<String> played(Clock clock, long seed) throws Exception {
        var random = new RandomCase(clock, seed);
        random.steps(random::play);
        return random.ends;
    }

    @ParameterizedTest(name = "{0} clock, seed {1}")
    @CsvSource({"REAL, 1", "REAL, 2", "VIRTUAL, 1", "VIRTUAL, 2", "VIRTUAL, 3", "VIRTUAL, 5"})
    void each_serves_and_fails_by_itself(Clock clock, long seed) throws Exception {
        assertThat(played(clock, seed))
                .anyMatch(end -> end.startsWith("one") && end.endsWith("SUCCESS done"))
                .anyMatch(end -> end.startsWith("four") && end.endsWith("SUCCESS done"))
                .anyMatch(end -> end.startsWith("four") && end.endsWith("TIMEOUT timeout"))
                .anyMatch(end -> end.startsWith("four") && end.endsWith("CRASH crash"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void same_numbers_give_the_same_case(long seed) throws Exception {
        assertThat(played(Clock.VIRTUAL, seed)).isEqualTo(played(Clock.VIRTUAL, seed));
    }

    @ParameterizedTest(name = "{0} clock")
    @EnumSource
    void one_that_is_closed_leaves_the_other_its_timers(Clock clock) throws Exception {
        var random = new RandomCase(clock, 1);
        random.steps(() -> {
            random.time.pause(TIMEOUT);
            var closed = Played.invoke(random.four, "closed");
            random.four.close();
            assertThat(closed.answered()).isCompletedExceptionally();
            for (int i = 0; i < 20; i++) {
                var asked = new Asked(random.one, Played.invoke(random.one, "r" + i));
                random.check(asked);
            }
            assertThat(random.ends).anyMatch(end -> end.endsWith("TIMEOUT timeout"));
        });
    }
}
