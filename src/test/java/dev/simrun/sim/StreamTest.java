package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Streamed responses: what reaches the caller, when, and what cuts them off (WIRE.md §2.5). */
class StreamTest {
    private static final Bytes MEBIBYTE = Bytes.of(new byte[1024 * 1024]);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long FIRST = 1000;

    private final Bench bench = Bench.ready();
    private long last = FIRST;

    private void running(boolean stream, Duration timeout) {
        var asked = Bench.invocation("r1", timeout);
        bench.on(new Input.Invoke(stream ? Bench.streaming(asked) : asked));
    }

    private Reply start() {
        last = FIRST;
        bench.on(new Input.ResponseStart(FIRST, "r1", Optional.empty(), Optional.of("text/plain")));
        return bench.reply(FIRST).orElseThrow();
    }

    /** The reply to a chunk, if it has come. */
    private Optional<Reply> chunk(Bytes bytes) {
        bench.on(new Input.ResponseChunk(++last, FIRST, bytes));
        return bench.reply(last);
    }

    private void chunks(String... texts) {
        for (var text : texts) {
            assertThat(chunk(Bytes.utf8(text))).contains(new Reply.Continue());
        }
    }

    private Reply end(Optional<Input.StreamFailure> failure, boolean truncated) {
        bench.on(new Input.ResponseEnd(++last, FIRST, failure, truncated));
        if (bench.waitsFor().contains(Timer.Kind.CUT)) {
            bench.fire(Timer.Kind.CUT);
        }
        return bench.reply(last).orElseThrow();
    }

    private CallerAnswer answer() {
        return bench.all(Effect.Answered.class).getFirst().answer();
    }

    private String chunksAsSeen() {
        return answer().chunks().orElseThrow().stream()
                .map(c -> c.at().toMillis() + " " + c.body().text())
                .toList()
                .toString();
    }

    @Test
    void buffered_caller_gets_all_of_it_and_when_each_chunk_came() {
        running(false, MINUTE);
        bench.pass(5);
        assertThat(start()).isEqualTo(new Reply.Continue());
        chunks("one ");
        bench.pass(20);
        chunks("two");
        assertThat(end(Optional.empty(), false)).isEqualTo(new Reply.Accepted());
        assertThat(bench.answer("r1")).isEqualTo("SUCCESS one two");
        assertThat(chunksAsSeen()).isEqualTo("[5 one , 25 two]");
        assertThat(answer().contentType()).contains("text/plain");
        assertThat(bench.facts(Fact.RuntimeResponse.class).getFirst())
                .isEqualTo(new Fact.RuntimeResponse(
                        "r1",
                        7,
                        Optional.of("text/plain"),
                        Fact.RuntimeResponse.Mode.STREAMING,
                        Optional.of(Duration.ofMillis(5)),
                        Optional.empty()));
        bench.runtimeNext();
        var report = bench.facts(Fact.InvokeEnd.class).getFirst();
        assertThat(report.responseLatency()).contains(Duration.ofMillis(5));
    }

    @Test
    void the_first_6_mib_pass_at_once_and_the_rest_at_2_mib_a_second() {
        running(true, MINUTE);
        start();
        for (int i = 0; i < 6; i++) {
            assertThat(chunk(MEBIBYTE)).contains(new Reply.Continue());
        }
        for (int i = 0; i < 4; i++) {
            assertThat(chunk(MEBIBYTE)).isEmpty();
            assertThat(bench.due(Timer.Kind.BANDWIDTH)).isEqualTo(Duration.ofMillis(500));
            bench.fire(Timer.Kind.BANDWIDTH);
            assertThat(bench.reply(last)).contains(new Reply.Continue());
        }
        end(Optional.empty(), false);
        assertThat(answer().payload().size()).isEqualTo(10 * 1024 * 1024);
        assertThat(answer().chunks().orElseThrow().stream().map(c -> c.at().toMillis()))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 500L, 1000L, 1500L, 2000L);
    }

    @Test
    void bandwidth_that_was_not_used_is_saved_up_to_6_mib() {
        running(true, MINUTE);
        start();
        chunk(Bytes.of(new byte[5 * 1024 * 1024]));
        bench.pass(20_000);
        assertThat(chunk(Bytes.of(new byte[6 * 1024 * 1024]))).contains(new Reply.Continue());
        assertThat(chunk(Bytes.of(new byte[1]))).isEmpty();
        assertThat(bench.due(Timer.Kind.BANDWIDTH)).isEqualTo(Duration.ofMillis(125));
    }

    @Test
    void stream_to_a_buffered_caller_has_the_limit_of_a_buffered_response() {
        running(false, MINUTE);
        start();
        chunks("x".repeat(99), "x");
        assertThat(chunk(Bytes.utf8("x"))).contains(new Reply.Refused(Refusal.OVERSIZED_BODY, "100"));
        assertThat(answer().errorType()).contains("Function.ResponseSizeTooLarge");
        assertThat(answer().chunks().orElseThrow()).hasSize(2);
        assertThat(end(Optional.empty(), false)).isEqualTo(new Reply.Closed());
        bench.runtimeNext();
        assertThat(bench.simulator.phase()).isEqualTo(Phase.READY);
    }

    @Test
    void stream_ends_at_200_mib() {
        running(true, Duration.ofMinutes(15));
        start();
        for (int i = 0; i < 200; i++) {
            if (chunk(MEBIBYTE).isEmpty()) {
                bench.fire(Timer.Kind.BANDWIDTH);
            }
        }
        assertThat(bench.millis()).isEqualTo(97_000);
        assertThat(chunk(Bytes.utf8("x"))).get().isInstanceOf(Reply.Refused.class);
        assertThat(answer().errorType()).contains("Function.ResponseSizeTooLarge");
    }

    @Test
    void only_the_first_chunks_are_told_apart() {
        running(true, MINUTE);
        start();
        for (int i = 0; i < CallerAnswer.CHUNKS_LIMIT + 2; i++) {
            chunks("x");
        }
        end(Optional.empty(), false);
        assertThat(answer().chunks().orElseThrow()).hasSize(CallerAnswer.CHUNKS_LIMIT);
        assertThat(answer().payload().size()).isEqualTo(CallerAnswer.CHUNKS_LIMIT + 2);
        assertThat(bench.facts(Fact.RuntimeResponse.class).getFirst().arrivedAt())
                .isEmpty(); // all of it came at once
    }

    @Test
    void time_out_cuts_the_stream_and_the_caller_keeps_what_came() {
        running(true, Duration.ofSeconds(1));
        start();
        chunks("some");
        assertThat(chunk(Bytes.of(new byte[20 * 1024 * 1024]))).isEmpty();
        bench.fire(Timer.Kind.INVOKE);
        assertThat(bench.reply(last)).contains(new Reply.Closed());
        assertThat(bench.waitsFor()).doesNotContain(Timer.Kind.BANDWIDTH);
        assertThat(bench.answer("r1")).startsWith("TIMEOUT {\"errorType\":\"Sandbox.Timedout\"");
        assertThat(chunksAsSeen()).isEqualTo("[0 some]");
        assertThat(chunk(MEBIBYTE)).contains(new Reply.Closed());
        assertThat(end(Optional.empty(), false)).isEqualTo(new Reply.Closed());
        assertThat(bench.facts(Fact.RuntimeResponse.class)).isEmpty();
    }

    @Test
    void stream_that_breaks_off_is_truncated() {
        running(false, MINUTE);
        start();
        chunks("half");
        assertThat(end(Optional.empty(), true)).isEqualTo(new Reply.Refused(Refusal.TRUNCATED_BODY, ""));
        assertThat(answer().errorType()).contains("Runtime.TruncatedResponse");
        assertThat(answer().outcome()).isEqualTo(Outcome.CRASH);
        assertThat(chunksAsSeen()).isEqualTo("[0 half]");
    }

    @Test
    void client_that_leaves_while_it_is_held_back_has_broken_off() {
        running(true, MINUTE);
        start();
        chunk(Bytes.of(new byte[7 * 1024 * 1024]));
        bench.on(new Input.CallGone(last));
        assertThat(bench.waitsFor()).doesNotContain(Timer.Kind.BANDWIDTH);
        bench.fire(Timer.Kind.CUT);
        assertThat(answer().errorType()).contains("Runtime.TruncatedResponse");
    }

    @Test
    void error_in_the_trailers_is_what_the_caller_gets() {
        running(true, MINUTE);
        start();
        chunks("some");
        var failure = new Input.StreamFailure(Optional.of("Function.Late"), Bytes.utf8("{}"));
        assertThat(end(Optional.of(failure), false)).isEqualTo(new Reply.Accepted());
        assertThat(bench.answer("r1")).isEqualTo("ERROR {}");
        assertThat(answer().errorType()).contains("Function.Late");
        assertThat(chunksAsSeen()).isEqualTo("[0 some]");
    }

    @Test
    void post_beside_a_stream_is_refused_and_so_is_next() {
        running(false, MINUTE);
        start();
        var refusal = "InvocationResponse to %s failed for runtime";
        assertThat(bench.respond("r1"))
                .isEqualTo(new Reply.Refused(Refusal.SECOND_ANSWER, refusal.formatted("InvocationResponse")));
        assertThat(bench.reply(bench.runtimeNext()))
                .contains(new Reply.Refused(Refusal.NEXT_DURING_ANSWER, refusal.formatted("Ready")));
        chunks("still ", "here");
        end(Optional.empty(), false);
        assertThat(bench.answer("r1")).isEqualTo("SUCCESS still here");
    }

    @Test
    void stream_of_another_invocation_is_refused() {
        assertThat(start()).isEqualTo(new Reply.Refused(Refusal.UNKNOWN_REQUEST_ID, ""));
        assertThat(chunk(MEBIBYTE)).contains(new Reply.Closed());
    }

    @Test
    void crash_in_mid_stream_cuts_it() {
        running(true, MINUTE);
        start();
        chunks("some");
        bench.ends("runtime", new Ending.Signal("SIGKILL"));
        assertThat(answer().errorType()).contains("Runtime.ExitError");
        assertThat(chunksAsSeen()).isEqualTo("[0 some]");
        assertThat(Arrays.asList(chunk(MEBIBYTE).orElseThrow(), end(Optional.empty(), true)))
                .containsOnly(new Reply.Closed());
    }

    @Test
    void stream_that_begins_after_the_caller_was_told_of_a_crash_is_closed() {
        var other = Bench.ready("audit");
        other.invoke("r1");
        other.ends("audit", new Ending.Code(1));
        other.on(new Input.ResponseStart(FIRST, "r1", Optional.empty(), Optional.empty()));
        assertThat(other.reply(FIRST)).contains(new Reply.Closed());
    }
}
