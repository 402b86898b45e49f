package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps of a case that were reached, of however many. */
class ReachedTest {
    private static StepResult step(boolean inFinally) {
        return new StepResult(
                0, "invoke", Optional.empty(), 3, inFinally, Verdict.PASSED, Duration.ZERO, Duration.ZERO, 0);
    }

    @Test
    void those_of_each_list_are_numbered_by_themselves() {
        var reached = new Reached();
        reached.add(step(false));
        reached.add(step(false));
        reached.add(step(true));
        assertThat(reached.results()).extracting(StepResult::number).containsExactly(1, 2, 1);
    }

    @Test
    void of_very_many_the_first_and_the_last_are_kept_with_their_numbers() {
        var reached = new Reached();
        for (int i = 0; i < Reached.LIMIT + 50; i++) {
            reached.add(step(false));
        }
        assertThat(reached.results()).hasSize(Reached.LIMIT);
        assertThat(reached.results().get(Reached.LIMIT - 2).number()).isEqualTo(Reached.LIMIT - 1);
        assertThat(reached.results().getLast().number()).isEqualTo(Reached.LIMIT + 50);
    }

    @Test
    void finally_takes_no_room_from_the_step_that_failed() {
        var reached = new Reached();
        for (int i = 0; i < Reached.LIMIT + 50; i++) {
            reached.add(step(false));
        }
        reached.add(step(true));
        reached.add(step(true));
        assertThat(reached.results()).hasSize(Reached.LIMIT + 2);
        assertThat(reached.results().subList(Reached.LIMIT - 1, Reached.LIMIT + 2))
                .extracting(StepResult::inFinally, StepResult::number)
                .containsExactly(tuple(false, Reached.LIMIT + 50), tuple(true, 1), tuple(true, 2));
    }
}
