package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A body whose end never comes: its client left, or its process ended. */
class CutBodiesTest {
    private static final Ending THREE = new Ending.Code(3);

    /** Ready, with one invocation that the runtime was given. */
    private static Bench running() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        return bench;
    }

    private static Input.Post half(long call, boolean error) {
        Optional<String> none = Optional.empty();
        var body = new Input.Posted(Bytes.utf8("ha"), true);
        return error
                ? new Input.RuntimeError(call, "r1", none, none, none, body, Optional.empty(), Optional.empty())
                : new Input.RuntimeResponse(call, "r1", none, none, none, body);
    }

    @Test
    void a_body_that_was_cut_off_is_an_answer_and_a_post_after_it_the_second() {
        var bench = running();
        bench.on(half(1000, false));
        bench.fire(Timer.Kind.CUT);
        assertThat(bench.reply(1000)).contains(new Reply.Refused(Refusal.TRUNCATED_BODY, ""));
        assertThat(bench.respond("r1"))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(Refusal.SECOND_ANSWER));
        assertThat(bench.answer("r1")).isEqualTo("CRASH ");
    }

    @Test
    void an_error_that_was_cut_off_is_taken_without_its_body() {
        var bench = running();
        bench.on(half(1000, true));
        bench.on(new Input.CallGone(1000));
        bench.fire(Timer.Kind.CUT);
        assertThat(bench.reply(1000)).isEmpty();
        assertThat(bench.answer("r1")).isEqualTo("ERROR ");
    }

    @Test
    void a_body_that_its_own_process_cut_by_ending_is_no_answer() {
        var bench = running();
        bench.on(half(1000, false));
        bench.ends(Event.RUNTIME, THREE);
        assertThat(bench.reply(1000)).contains(new Reply.Closed());
        assertThat(bench.answer("r1")).contains("Runtime.ExitError");
        assertThat(bench.waitsFor()).doesNotContain(Timer.Kind.CUT);
    }

    @Test
    void a_body_that_is_seen_cut_after_the_end_of_its_process_is_no_answer_either() {
        for (boolean error : List.of(false, true)) {
            var bench = running();
            bench.on(new Input.PostStart(50, half(50, error)));
            bench.ends(Event.RUNTIME, THREE);
            bench.on(new Input.PostBody(51, 50, half(51, error)));
            assertThat(bench.reply(51)).contains(new Reply.Closed());
            assertThat(bench.facts(Fact.RuntimeError.class)).isEmpty();
            assertThat(bench.answer("r1")).contains("Runtime.ExitError");
        }
    }
}
