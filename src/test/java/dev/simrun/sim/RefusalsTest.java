package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why requests are refused: what clients did before decides it, beside where they stand. */
class RefusalsTest {
    private static final Ending OK = new Ending.Code(0);

    private final List<Reply> replies = new ArrayList<>();

    private void post(Bench bench, Optional<String> mode, boolean truncated) {
        long call = 1000L + replies.size();
        bench.on(new Input.RuntimeResponse(
                call, "r1", Optional.empty(), mode, Optional.empty(), new Input.Posted(Bytes.utf8("ok"), truncated)));
        bench.reply(call).ifPresent(replies::add);
    }

    private void next(Bench bench) {
        bench.reply(bench.runtimeNext()).ifPresent(replies::add);
    }

    /** The causes of the refusals among the replies. */
    private List<Refusal> causes() {
        return replies.stream()
                .filter(Reply.Refused.class::isInstance)
                .map(reply -> ((Reply.Refused) reply).cause())
                .toList();
    }

    /** Ready, with one invocation that the runtime was given. */
    private static Bench running() {
        var bench = Bench.ready("a");
        bench.invoke("r1");
        return bench;
    }

    private static Bench afterReset(Bench bench) {
        bench.ends(Event.RUNTIME, OK);
        bench.ends("a", OK);
        return bench;
    }

    @Test
    void after_the_wrong_mode_the_poll_that_must_fail_is_the_engines_doing() {
        var bench = running();
        post(bench, Optional.of("buffered"), false);
        next(bench);
        assertThat(causes()).containsExactly(Refusal.RESPONSE_MODE, Refusal.NEXT_OUT_OF_PLACE);
    }

    @Test
    void an_answer_without_a_poll_is_for_an_invocation_that_the_runtime_does_not_have() {
        var bench = afterReset(running());
        bench.invoke("r2");
        bench.register("a");
        replies.add(bench.respond("r2"));
        replies.add(bench.respond("r3"));
        assertThat(causes()).containsExactly(Refusal.UNDELIVERED_REQUEST_ID, Refusal.UNKNOWN_REQUEST_ID);
    }

    @Test
    void while_no_runtime_runs_none_of_its_calls_is_taken() {
        var bench = Bench.with("a");
        next(bench);
        bench.on(new Input.StartInit());
        next(bench);
        bench.on(new Input.RuntimeInitError(
                98, Optional.empty(), "text/plain", Bytes.EMPTY, Optional.empty(), Optional.empty()));
        bench.reply(98).ifPresent(replies::add);
        replies.add(bench.respond("r1"));
        bench.register("a");
        next(bench);
        assertThat(causes())
                .containsExactly(
                        Refusal.NO_RUNTIME, Refusal.NO_RUNTIME, Refusal.NO_RUNTIME, Refusal.UNKNOWN_REQUEST_ID);
        assertThat(bench.facts(Fact.RuntimeNext.class)).hasSize(1);
        assertThat(bench.facts(Fact.InitError.class)).isEmpty();
    }

    @Test
    void after_a_reset_no_runtime_runs_until_the_next_start() {
        var bench = running();
        bench.fire(Timer.Kind.INVOKE);
        afterReset(bench);
        next(bench);
        replies.add(bench.respond("r1"));
        bench.invoke("r2");
        replies.add(bench.respond("r2"));
        assertThat(causes()).containsExactly(Refusal.NO_RUNTIME, Refusal.LATE_ANSWER, Refusal.NO_RUNTIME);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
    }

    @Test
    void a_runtime_that_a_scenario_started_after_a_reset_may_call() {
        var bench = running();
        bench.reset();
        afterReset(bench);
        bench.on(new Input.ProcessStarted(Event.RUNTIME));
        next(bench);
        assertThat(causes()).isEmpty();
    }

    @Test
    void an_answer_after_the_end_is_the_second_if_there_was_a_first() {
        var bench = running();
        replies.add(bench.respond("r1"));
        next(bench);
        bench.poll(bench.id("a"));
        replies.add(bench.respond("r1"));
        assertThat(causes()).containsExactly(Refusal.SECOND_ANSWER_AFTER_THE_END);
    }

    @Test
    void a_late_answer_stays_late_until_its_request_id_comes_again() {
        var bench = running();
        bench.fire(Timer.Kind.INVOKE);
        replies.add(bench.respond("r1"));
        replies.add(bench.respond("r1"));
        afterReset(bench);
        bench.invoke("r1");
        bench.poll(bench.register("a", "INVOKE", "SHUTDOWN"));
        next(bench);
        replies.add(bench.respond("r1", "another delivery"));
        replies.add(bench.respond("r1"));
        next(bench);
        bench.poll(bench.id("a"));
        replies.add(bench.respond("r1"));
        assertThat(causes())
                .containsExactly(
                        Refusal.LATE_ANSWER,
                        Refusal.LATE_ANSWER_AGAIN,
                        Refusal.LATE_ANSWER,
                        Refusal.SECOND_ANSWER_AFTER_THE_END);
    }

    @Test
    void an_id_that_came_again_and_was_not_answered_has_had_no_answer() {
        var bench = running();
        bench.respond("r1");
        next(bench);
        bench.poll(bench.id("a"));
        bench.invoke("r1");
        bench.ends(Event.RUNTIME, OK);
        bench.ends("a", OK);
        replies.add(bench.respond("r1"));
        assertThat(causes()).containsExactly(Refusal.UNKNOWN_REQUEST_ID);
    }

    @Test
    void a_restore_is_for_once_and_after_its_error_for_nothing() {
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        bench.restoreNext();
        bench.reply(bench.restoreNext()).ifPresent(replies::add);
        bench.on(new Input.Restore());
        bench.on(new Input.RestoreError(99, Optional.empty(), Bytes.EMPTY, Optional.empty()));
        bench.reply(bench.restoreNext()).ifPresent(replies::add);
        next(bench);
        assertThat(causes())
                .containsExactly(
                        Refusal.RESTORE_OUT_OF_PLACE,
                        Refusal.RUNTIME_CALL_AFTER_ERROR,
                        Refusal.RUNTIME_CALL_AFTER_ERROR);
    }

    @Test
    void a_runtime_reports_its_init_error_once_and_before_it_polls() {
        var bench = Bench.ready("a");
        bench.initError("Runtime.No");
        bench.all(Effect.Reply.class).forEach(reply -> replies.add(reply.reply()));
        var other = Bench.with("a");
        other.on(new Input.StartInit());
        other.register("a", "SHUTDOWN");
        other.initError("Runtime.No");
        next(other);
        assertThat(causes()).containsExactly(Refusal.RUNTIME_INIT_ERROR_AFTER_INIT, Refusal.RUNTIME_CALL_AFTER_ERROR);
    }

    private static Input.RuntimeInitError initError(long call, String body) {
        return new Input.RuntimeInitError(
                call, Optional.of("Runtime.No"), "text/plain", Bytes.utf8(body), Optional.empty(), Optional.empty());
    }

    @Test
    void an_init_error_holds_from_its_head_on_and_fails_init_with_its_body() {
        var bench = Bench.with();
        bench.on(new Input.StartInit());
        bench.on(new Input.PostStart(50, initError(50, "")));
        assertThat(bench.reply(50)).contains(new Reply.Collect());
        next(bench);
        assertThat(causes()).containsExactly(Refusal.RUNTIME_CALL_AFTER_ERROR);
        assertThat(bench.facts(Fact.InitError.class)).isEmpty();
        bench.on(new Input.PostBody(51, 50, initError(51, "why")));
        assertThat(bench.reply(51)).contains(new Reply.Accepted());
        assertThat(bench.facts(Fact.RuntimeInitError.class)).hasSize(1);
        bench.ends(Event.RUNTIME, new Ending.Code(1));
        assertThat(bench.facts(Fact.InitError.class)).hasSize(1);
    }

    @Test
    void a_body_that_comes_when_its_runtime_is_no_more_has_no_effect() {
        var bench = Bench.with();
        bench.on(new Input.StartInit());
        bench.on(new Input.PostStart(50, initError(50, "")));
        bench.reset();
        bench.ends(Event.RUNTIME, OK);
        bench.on(new Input.PostBody(51, 50, initError(51, "late")));
        assertThat(bench.reply(51)).contains(new Reply.Closed());
    }

    @Test
    void a_body_that_comes_after_the_time_out_is_a_late_answer_unless_the_end_of_its_process_cut_it() {
        for (boolean cut : List.of(false, true)) {
            var bench = running();
            var head = new Input.RuntimeResponse(
                    50, "r1", Optional.empty(), Optional.empty(), Optional.empty(), new Input.Posted(Bytes.EMPTY, cut));
            bench.on(new Input.PostStart(50, head));
            bench.fire(Timer.Kind.INVOKE);
            bench.on(new Input.PostBody(51, 50, head));
            replies.add(bench.reply(51).orElseThrow());
        }
        assertThat(causes()).containsExactly(Refusal.LATE_ANSWER);
        assertThat(replies.getLast()).isEqualTo(new Reply.Closed());
    }

    @Test
    void a_registration_is_too_late_after_the_first_poll_but_not_while_all_ends() {
        var bench = Bench.ready("a");
        replies.add(bench.tryRegister("inner", "INVOKE"));
        replies.add(bench.tryRegister("a", "INVOKE"));
        bench.shutDown();
        replies.add(bench.tryRegister("inner", "INVOKE"));
        assertThat(causes())
                .containsExactly(
                        Refusal.REGISTRATION_CLOSED, Refusal.REGISTERED_TWICE, Refusal.REGISTRATION_DURING_SHUTDOWN);
    }

    @Test
    void what_an_extension_did_before_tells_more_than_where_it_stands() {
        var bench = Bench.ready("a", "b", "c");
        replies.add(bench.reply(bench.poll(bench.id("a"))).orElseThrow());
        bench.ends("b", OK);
        replies.add(bench.reply(bench.poll(bench.id("b"))).orElseThrow());
        bench.on(new Input.ExtensionExitError(98, Optional.of(bench.id("c")), Optional.of("Extension.No")));
        bench.ends("c", OK);
        replies.add(bench.reply(bench.poll(bench.id("c"))).orElseThrow());
        assertThat(causes())
                .containsExactly(
                        Refusal.CONCURRENT_NEXT, Refusal.EXTENSION_CALL_AFTER_EXIT, Refusal.EXTENSION_CALL_AFTER_ERROR);
    }
}
