package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.scenario.Clock;
import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What of simrun itself breaks, and small things that a run is made of. */
class BreakdownTest {
    private static final Location AT = new Location(new Source("x.yaml", "name: x\n"), 1, 1, 4);

    @Test
    void first_thing_that_broke_counts_and_all_who_want_to_know_are_told() throws Exception {
        var breakdown = new Breakdown();
        var told = new ArrayList<Throwable>();
        Consumer<Throwable> tells = told::add;
        breakdown.tell(tells);
        assertThat(breakdown.first()).isEmpty();
        var first = new IllegalStateException("first");
        var ended = new CountDownLatch(1);
        breakdown.tell(_ -> ended.countDown());
        breakdown
                .worker()
                .thread("breaks", () -> {
                    throw first;
                })
                .start();
        ended.await();
        assertThat(breakdown.first()).contains(first);
        assertThat(told).containsExactly(first);
        breakdown.tellNoMore(tells);
        breakdown.broke(new IllegalStateException("second"));
        assertThat(breakdown.first()).contains(first);
        assertThat(told).containsExactly(first);
        breakdown.tell(tells);
        assertThat(told).containsExactly(first, first);
    }

    @Test
    void a_fault_is_a_bug_unless_the_machine_has_no_more() {
        var bug = new ToolFault(new IllegalStateException("bad"));
        assertThat(bug.isBug()).isTrue();
        assertThat(bug.headline())
                .isEqualTo("a bug in simrun, please report it with the scenario: java.lang.IllegalStateException: bad");
        var files = new ToolFault(new UncheckedIOException(new IOException("x (Too many open files)")));
        assertThat(files.isBug()).isFalse();
        assertThat(files.headline())
                .isEqualTo("simrun may not have more files open at a time; raise the limit (ulimit -n)");
        assertThat(new ToolFault(new IllegalStateException((String) null)).isBug())
                .isTrue();
    }

    @Test
    void the_trace_of_a_bug_is_told_below_it() {
        var bug = StepStop.broken(new ToolFault(new IllegalStateException("bad")), AT)
                .failure(2, 5, true);
        assertThat(bug.verdict()).isEqualTo(Verdict.ERRORED);
        assertThat(bug.at()).isEqualTo(AT);
        assertThat(bug.stepNumber()).isEqualTo(2);
        assertThat(bug.stepCount()).isEqualTo(5);
        assertThat(bug.inFinally()).isTrue();
        assertThat(bug.notes()).isNotEmpty().allMatch(note -> note.startsWith("at "));
        var files = StepStop.broken(new ToolFault(new IOException("Too many open files")), AT)
                .failure(0, 1, false);
        assertThat(files.notes()).isEmpty();
    }

    @Test
    void an_allowance_is_spent_and_leaves_each_the_least() {
        var allowance = new Allowance(Duration.ofSeconds(10), Duration.ofSeconds(1), "%s passed");
        assertThat(allowance.leftNanos()).isEqualTo(10_000_000_000L);
        allowance.spend(4_000_000_000L);
        assertThat(allowance.leftNanos()).isEqualTo(6_000_000_000L);
        allowance.spend(5_500_000_000L);
        assertThat(allowance.leftNanos()).isEqualTo(1_000_000_000L);
        assertThat(allowance.cut().message()).isEqualTo("10s passed");
    }

    @Test
    void seeds_follow_each_other_and_are_told_where_they_are_not_the_usual_ones() {
        var clock = Clock.VIRTUAL;
        var real = Clock.REAL;
        var some = new Seeds(OptionalLong.of(40), 3);
        assertThat(some.count(clock)).isEqualTo(3);
        assertThat(some.count(real)).isEqualTo(1);
        assertThat(some.seed(2)).isEqualTo(42);
        assertThat(some.replay(clock, 2)).hasValue(42);
        assertThat(some.replay(real, 0)).hasValue(40);
        assertThat(Seeds.USUAL.replay(clock, 0)).isEmpty();
        assertThat(Seeds.USUAL.replay(real, 0)).isEmpty();
        var explored = new Seeds(OptionalLong.empty(), 2);
        assertThat(explored.replay(clock, 1)).hasValue(1);
        assertThat(explored.replay(real, 0)).isEmpty();
        var numbers = List.of(
                some.random(clock, 0).nextLong(),
                some.random(clock, 0).nextLong(),
                some.random(real, 0).nextLong(),
                new Seeds(OptionalLong.of(40), 1).random(real, 0).nextLong());
        assertThat(numbers).containsOnly(numbers.getFirst());
        assertThat(Seeds.USUAL.random(clock, 0).nextLong())
                .isEqualTo(Seeds.USUAL.random(clock, 0).nextLong());
        assertThat(Seeds.USUAL.random(real, 0).nextLong())
                .isNotEqualTo(Seeds.USUAL.random(real, 0).nextLong());
    }
}
