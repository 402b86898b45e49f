package dev.simrun.api;

import static dev.simrun.api.Routed.EVENT_NEXT;
import static dev.simrun.api.Routed.NEXT;
import static dev.simrun.api.Routed.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Invoked;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import dev.simrun.sim.Phase;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults that keep requests from the environment. */
class UntakenTest {
    private static final String PING = "/2018-06-01/ping";
    private static final String RESPONSE = "/2018-06-01/runtime/invocation/1/response";

    private final Routed lambda = new Routed();
    private final Faults faults = new Faults(lambda.environment.time(), new Random(1));
    private final Api api = new FaultyApi(lambda.api, lambda.environment, faults);

    @AfterEach
    void close() {
        lambda.close();
    }

    private Api.Exchange begin(String method, String path, String... headers) {
        var lines = Headers.NONE;
        for (int i = 0; i < headers.length; i += 2) {
            lines = lines.with(headers[i], headers[i + 1]);
        }
        return api.begin(Request.of(method, path, lines, Bytes.utf8("{\"events\":[]}")));
    }

    private Answer.Response send(String method, String path, String... headers) throws InterruptedException {
        return (Answer.Response) begin(method, path, headers).await();
    }

    private static FaultAction.Answer answer(int status) {
        return new FaultAction.Answer(OptionalInt.of(status), Map.of(), Optional.empty());
    }

    private List<Event> events(EventType type) {
        return lambda.environment.timeline().all().stream()
                .filter(event -> event.type() == type)
                .toList();
    }

    private void invoke(String id) {
        Invoked.by(lambda.environment, Routed.invocation(id, ""));
    }

    private void untaken(OptionalInt times, FaultAction action) {
        faults.add(new Fault(Optional.empty(), Fault.Selector.ANY, times, false, action));
    }

    @Test
    void poll_that_waits_is_taken_back_by_a_fault_that_lets_nothing_be_taken() throws Exception {
        var registered = lambda.post(REGISTER, "{\"events\":[\"INVOKE\"]}", "Lambda-Extension-Name", "a");
        var id = registered.headers().first("Lambda-Extension-Identifier").orElseThrow();
        var poll = begin("GET", EVENT_NEXT, "Lambda-Extension-Identifier", id);
        var runtime = begin("GET", NEXT);
        untaken(OptionalInt.of(1), answer(503));
        assertThat(Routed.show((Answer.Response) poll.await())).isEqualTo("503 ");
        invoke("1");
        assertThat(((Answer.Response) runtime.await()).status()).isEqualTo(200);
        assertThat(send("GET", EVENT_NEXT, "Lambda-Extension-Identifier", id)
                        .body()
                        .text())
                .contains("\"INVOKE\"");
        assertThat(events(EventType.FAULT))
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo("a"))
                .satisfies(event -> assertThat(event.fact())
                        .isEqualTo(
                                new Fact.Fault("extensions_api", "GET", EVENT_NEXT, Fact.Fault.Action.ANSWER, true)));
    }

    @Test
    void poll_that_nobody_waits_for_or_that_has_its_event_is_not_taken_back() throws Exception {
        begin("GET", NEXT).abandon();
        invoke("1");
        var given = begin("GET", NEXT);
        untaken(OptionalInt.empty(), new FaultAction.Reset());
        assertThat(given.await()).isInstanceOf(Answer.Response.class);
        assertThat(given.delivery()).isEqualTo(new Delivery.Whole());
        assertThat(events(EventType.FAULT)).isEmpty();
    }

    @Test
    void poll_that_waits_meets_the_fault_that_was_added_first() throws Exception {
        faults.add(new Fault(Optional.empty(), Fault.Selector.ANY, OptionalInt.of(1), true, answer(501)));
        var poll = begin("GET", NEXT);
        untaken(OptionalInt.empty(), answer(502));
        invoke("1");
        assertThat(((Answer.Response) poll.await()).status()).isEqualTo(501);
        assertThat(send("GET", NEXT).status()).isEqualTo(502);
    }

    @Test
    void nothing_is_answered_after_the_end() throws Exception {
        untaken(OptionalInt.empty(), answer(502));
        lambda.environment.shutdown(ShutdownReason.SPINDOWN, true);
        assertThat(lambda.environment.await(Duration.ofSeconds(5), it -> it.is(sim -> sim.phase() == Phase.TERMINATED)))
                .isTrue();
        assertThat(begin("GET", PING).await()).isEqualTo(new Answer.Closed());
        assertThat(events(EventType.FAULT)).isEmpty();
    }

    @Test
    void body_of_a_response_that_is_not_taken_is_read_and_dropped() throws Exception {
        invoke("1");
        send("GET", NEXT);
        untaken(OptionalInt.of(1), answer(202));
        var post = api.upload(Request.of("POST", RESPONSE, Headers.NONE, Bytes.EMPTY))
                .orElseThrow();
        assertThat(post.piece(Bytes.utf8("a"))).isTrue();
        post.end(Headers.NONE, Request.BodyEnd.COMPLETE);
        assertThat(((Answer.Response) post.await()).status()).isEqualTo(202);
        assertThat(events(EventType.RUNTIME_RESPONSE)).isEmpty();
    }
}
