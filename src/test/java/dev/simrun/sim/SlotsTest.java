package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An environment with four slots: what happens to one invocation is nothing to the others. */
class SlotsTest {
    private static final Reply SECOND = new Reply.Refused(Refusal.SECOND_ANSWER_AFTER_THE_END, "");
    private static final Reply LATE = new Reply.Refused(Refusal.LATE_ANSWER, "");
    private static final Reply LATE_AGAIN = new Reply.Refused(Refusal.LATE_ANSWER_AGAIN, "");

    private final Bench bench = bench();
    private final List<Long> workers =
            List.of(bench.runtimeNext(), bench.runtimeNext(), bench.runtimeNext(), bench.runtimeNext());

    /** Initialised, with an extension that hears of invocations. */
    private static Bench bench() {
        var bench = new Bench(new Setups().externals("a").slots(4));
        bench.on(new Input.StartInit());
        bench.poll(bench.register("a", "INVOKE", "SHUTDOWN"));
        return bench;
    }

    /** Four that run, begun a tenth of a second after one another, and done with by the extension. */
    private void four() {
        for (int i = 1; i <= 4; i++) {
            bench.invoke("r" + i);
            bench.poll(bench.id("a"));
            bench.pass(100);
        }
    }

    private List<String> ended() {
        return bench.facts(Fact.InvokeEnd.class).stream()
                .map(end -> end.requestId() + " " + end.phase().wireName())
                .toList();
    }

    private Reply truncated(String id) {
        long call = 1000;
        bench.on(new Input.RuntimeResponse(
                call,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Input.Posted(Bytes.utf8("o"), true)));
        bench.fire(Timer.Kind.CUT);
        return bench.reply(call).orElseThrow();
    }

    @Test
    void each_poll_gets_an_invocation_of_its_own_and_a_fifth_waits_for_a_slot() {
        four();
        bench.invoke("r5");
        var given = workers.stream()
                .map(call -> ((Reply.Event) bench.reply(call).orElseThrow()))
                .map(event -> event.invocation().requestId())
                .toList();
        assertThat(given).containsExactly("r1", "r2", "r3", "r4");
        long next = bench.runtimeNext();
        assertThat(bench.reply(next)).isEmpty();
        bench.respond("r3");
        assertThat(bench.reply(next)).isPresent();
        assertThat(ended()).containsExactly("r3 done");
    }

    @Test
    void answers_in_any_order_reach_their_own_callers_and_have_no_second() {
        four();
        for (int i = 4; i >= 1; i--) {
            assertThat(bench.respond("r" + i)).isEqualTo(new Reply.Accepted());
            assertThat(bench.answer("r" + i)).isEqualTo("SUCCESS ok");
            assertThat(bench.respond("r" + i)).isEqualTo(SECOND);
        }
        assertThat(ended()).containsExactly("r4 done", "r3 done", "r2 done", "r1 done");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
        assertThat(bench.waitsFor()).isEmpty();
    }

    @Test
    void one_that_times_out_leaves_the_others_and_the_environment() {
        four();
        assertThat(bench.due(Timer.Kind.INVOKE)).isEqualTo(Duration.ofMillis(2600));
        bench.fire(Timer.of(Timer.Kind.INVOKE, "r2"));
        assertThat(bench.answer("r2")).startsWith("TIMEOUT ");
        assertThat(ended()).containsExactly("r2 timeout");
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INVOKE);
        assertThat(bench.respond("r2")).isEqualTo(LATE);
        assertThat(bench.respond("r2")).isEqualTo(LATE_AGAIN);
        for (var id : List.of("r1", "r3", "r4")) {
            assertThat(bench.respond(id)).isEqualTo(new Reply.Accepted());
        }
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
        assertThat(bench.all(Effect.SignalProcess.class)).isEmpty();
    }

    @Test
    void one_whose_answer_broke_leaves_the_others_and_its_slot() {
        four();
        assertThat(truncated("r1")).isInstanceOf(Reply.Refused.class);
        assertThat(bench.answer("r1")).isEqualTo("CRASH ");
        assertThat(ended()).containsExactly("r1 crash");
        bench.invoke("r5");
        assertThat(bench.reply(bench.runtimeNext())).isPresent();
        assertThat(bench.respond("r4")).isEqualTo(new Reply.Accepted());
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INVOKE);
    }

    @Test
    void end_of_the_runtime_is_the_end_of_all_that_it_had_and_of_nothing_that_waited() {
        four();
        bench.invoke("r5");
        bench.respond("r3");
        bench.ends(Event.RUNTIME, new Ending.Code(1));
        for (var id : List.of("r1", "r2", "r4")) {
            assertThat(bench.answer(id)).startsWith("CRASH ");
        }
        assertThat(bench.answer("r3")).isEqualTo("SUCCESS ok");
        bench.ends("a", new Ending.Code(0));
        assertThat(ended()).containsExactly("r3 done", "r1 crash", "r2 crash", "r4 crash", "r5 crash");
    }

    @Test
    void what_waits_for_a_slot_when_the_environment_breaks_is_served_after_the_reset() {
        four();
        bench.invoke("r5");
        bench.ends(Event.RUNTIME, new Ending.Code(1));
        bench.ends("a", new Ending.Code(0));
        assertThat(ended()).hasSize(4);
        assertThat(bench.simulator.phase()).isEqualTo(Phase.INIT);
        bench.poll(bench.register("a", "INVOKE"));
        assertThat(bench.reply(bench.runtimeNext()))
                .get()
                .isInstanceOfSatisfying(
                        Reply.Event.class,
                        event -> assertThat(event.invocation().requestId()).isEqualTo("r5"));
    }

    @Test
    void extension_is_busy_with_each_invocation_by_itself() {
        bench.invoke("r1");
        bench.invoke("r2");
        bench.respond("r1");
        bench.respond("r2");
        assertThat(ended()).isEmpty();
        assertThat(bench.respond("r1")).as("the runtime has it no more").isEqualTo(SECOND);
        bench.poll(bench.id("a"));
        assertThat(ended()).as("it has the event of r2 now").containsExactly("r1 done");
        bench.poll(bench.id("a"));
        assertThat(ended()).containsExactly("r1 done", "r2 done");
    }

    @Test
    void each_has_the_deadline_of_its_own_beginning() {
        four();
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.millis()).isEqualTo(3000);
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.millis()).isEqualTo(3100);
        assertThat(ended()).containsExactly("r1 timeout", "r2 timeout");
    }

    @Test
    void streams_run_side_by_side() {
        for (var id : List.of("r1", "r2")) {
            bench.on(new Input.Invoke(Bench.streaming(Bench.invocation(id, Duration.ofSeconds(9)))));
            bench.poll(bench.id("a"));
        }
        var large = Bytes.of(new byte[7 * 1024 * 1024]);
        for (long stream : List.of(100L, 200L)) {
            var id = stream == 100 ? "r1" : "r2";
            bench.on(new Input.ResponseStart(stream, id, Optional.empty(), Optional.empty()));
            bench.on(new Input.ResponseChunk(stream + 1, stream, large));
        }
        assertThat(bench.waitsFor()).filteredOn(Timer.Kind.BANDWIDTH::equals).hasSize(2);
        bench.fire(Timer.of(Timer.Kind.BANDWIDTH, "r2"));
        assertThat(bench.reply(201)).contains(new Reply.Continue());
        assertThat(bench.reply(101)).isEmpty();
        bench.on(new Input.CallGone(101));
        bench.fire(Timer.Kind.CUT);
        assertThat(ended()).containsExactly("r1 crash");
        bench.on(new Input.ResponseEnd(202, 200, Optional.empty(), false));
        assertThat(bench.answer("r2")).startsWith("SUCCESS ");
    }
}
