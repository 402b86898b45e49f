package dev.simrun.api;

import static dev.simrun.api.Routed.EVENT_NEXT;
import static dev.simrun.api.Routed.NEXT;
import static dev.simrun.api.Routed.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.engine.Invoked;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaultyApiTest {
    private static final Headers DATE = Headers.of("Date", "Tue, 14 Nov 2023 22:13:20 GMT");

    private static final String PING = "/2018-06-01/ping";
    private static final String LATE = "/2018-06-01/runtime/invocation/none/response";

    private final Routed lambda = new Routed();
    private final Faults faults = new Faults(lambda.environment.time(), new Random(1));
    private final Api api = new FaultyApi(lambda.api, lambda.environment, faults);

    @AfterEach
    void close() {
        lambda.close();
    }

    private void fault(FaultAction action) {
        fault(Fault.Target.RUNTIME_API, OptionalInt.empty(), action);
    }

    private void fault(Fault.Target target, OptionalInt times, FaultAction action) {
        faults.add(new Fault(Optional.of(target), Fault.Selector.ANY, times, true, action));
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

    private static FaultAction.Answer answer(int status, Map<String, Optional<String>> headers) {
        return new FaultAction.Answer(OptionalInt.of(status), headers, Optional.empty());
    }

    private static FaultAction.Answer body(String json) {
        JsonNode tree = JsonMapper.shared().readTree(json);
        return new FaultAction.Answer(OptionalInt.empty(), Map.of(), Optional.of(tree));
    }

    private List<String> actions() {
        return events(EventType.FAULT).stream()
                .flatMap(event -> event.as(Fact.Fault.class).stream())
                .map(fault -> fault.action().wireName())
                .toList();
    }

    private List<Event> events(EventType type) {
        return lambda.environment.timeline().all().stream()
                .filter(event -> event.type() == type)
                .toList();
    }

    private void invoke(String id) {
        Invoked.by(lambda.environment, Routed.invocation(id, ""));
    }

    @Test
    void without_faults_all_is_as_the_environment_has_it() throws Exception {
        assertThat(Routed.show(send("GET", PING))).isEqualTo("200 pong");
        assertThat(begin("GET", PING).delivery()).isEqualTo(new Delivery.Whole());
        assertThat(events(EventType.FAULT)).isEmpty();
    }

    @Test
    void what_is_answered_at_once_is_known_unless_it_is_an_event_or_may_meet_a_fault() throws Exception {
        assertThat(begin("GET", PING).isAnswered()).isTrue();
        assertThat(begin("POST", LATE).isAnswered()).isTrue();
        assertThat(begin("GET", NEXT).isAnswered()).isFalse();
        invoke("1");
        assertThat(begin("GET", NEXT).isAnswered()).isFalse();
        fault(new FaultAction.Drop());
        assertThat(begin("GET", PING).isAnswered()).isFalse();
    }

    @Test
    void an_event_is_ready_once_it_is_there_unless_it_may_meet_a_fault() throws Exception {
        var poll = begin("GET", NEXT);
        assertThat(poll.isReady()).isFalse();
        invoke("1");
        assertThat(poll.isReady()).isTrue();
        fault(new FaultAction.Drop());
        assertThat(poll.isReady()).isFalse();
    }

    @Test
    void status_and_headers_are_laid_over_the_real_answer() throws Exception {
        fault(answer(503, Map.of("content-TYPE", Optional.empty(), "X-Other", Optional.of("here"))));
        var answer = send("GET", PING);
        assertThat(Routed.show(answer)).isEqualTo("503 pong");
        assertThat(answer.headers()).isEqualTo(DATE.with("X-Other", "here"));
    }

    @Test
    void header_is_replaced_in_its_place() throws Exception {
        fault(answer(200, Map.of("content-type", Optional.of("text/html"))));
        assertThat(send("GET", PING).headers().lines()).first().isEqualTo(new Header("content-type", "text/html"));
    }

    @Test
    void mapping_is_laid_over_a_json_body_and_replaces_any_other() throws Exception {
        fault(body("{\"errorType\":\"Other\",\"more\":[1]}"));
        assertThat(send("POST", LATE).body().text())
                .isEqualTo("{\"errorMessage\":\"Invalid request" + " ID\",\"errorType\":\"Other\",\"more\":[1]}");
        var ping = send("GET", PING);
        assertThat(ping.body().text()).isEqualTo("{\"errorType\":\"Other\",\"more\":[1]}");
        assertThat(ping.headers().first("Content-Type")).contains("application/json");
    }

    @Test
    void text_replaces_a_body_as_it_is_and_other_values_as_json() throws Exception {
        fault(Fault.Target.RUNTIME_API, OptionalInt.of(1), body("\"<html>\""));
        fault(Fault.Target.RUNTIME_API, OptionalInt.of(1), body("[1,null]"));
        assertThat(send("POST", LATE).body().text()).isEqualTo("<html>");
        assertThat(send("POST", LATE).body().text()).isEqualTo("[1,null]");
        assertThat(send("GET", PING).body().text()).isEqualTo("pong");
    }

    @Test
    void first_fault_that_fits_and_is_not_used_up_meets_a_request() throws Exception {
        faults.add(new Fault(
                Optional.of(Fault.Target.RUNTIME_API),
                (request, actor) -> request.method().equals("PUT") && actor.equals(Event.RUNTIME),
                OptionalInt.empty(),
                true,
                answer(501, Map.of())));
        fault(Fault.Target.EXTENSIONS_API, OptionalInt.empty(), answer(502, Map.of()));
        fault(Fault.Target.RUNTIME_API, OptionalInt.of(2), answer(503, Map.of()));
        fault(Fault.Target.RUNTIME_API, OptionalInt.empty(), answer(504, Map.of()));
        assertThat(send("PUT", PING).status()).isEqualTo(501);
        assertThat(send("POST", REGISTER).status()).isEqualTo(502);
        assertThat(send("GET", PING).status()).isEqualTo(503);
        assertThat(send("GET", "/").status()).isEqualTo(503);
        assertThat(send("GET", PING).status()).isEqualTo(504);
        assertThat(send("PUT", PING).status()).isEqualTo(501);
        faults.clear();
        assertThat(send("GET", PING).status()).isEqualTo(200);
    }

    @Test
    void each_request_that_meets_a_fault_is_recorded() throws Exception {
        fault(Fault.Target.EXTENSIONS_API, OptionalInt.of(1), new FaultAction.Delay(Duration.ZERO));
        send("POST", REGISTER, "Lambda-Extension-Name", "audit");
        send("POST", REGISTER, "Lambda-Extension-Name", "other");
        assertThat(events(EventType.FAULT)).hasSize(1);
        var event = events(EventType.FAULT).getFirst();
        assertThat(event.actor()).isEqualTo("audit");
        assertThat(event.fact())
                .isEqualTo(new Fact.Fault("extensions_api", "POST", REGISTER, Fact.Fault.Action.DELAY, false));
    }

    @Test
    void fault_meets_a_poll_that_was_waiting_when_it_was_added() throws Exception {
        var poll = begin("GET", NEXT);
        fault(answer(200, Map.of("Lambda-Runtime-Deadline-Ms", Optional.empty())));
        invoke("1");
        var event = (Answer.Response) poll.await();
        assertThat(event.headers().has("Lambda-Runtime-Deadline-Ms")).isFalse();
        assertThat(event.headers().first("Lambda-Runtime-Aws-Request-Id")).contains("1");
    }

    @Test
    void poll_that_is_closed_meets_no_fault() throws Exception {
        var poll = begin("GET", NEXT);
        fault(answer(200, Map.of()));
        lambda.environment.close();
        assertThat(poll.await()).isEqualTo(new Answer.Closed());
        assertThat(actions()).isEmpty();
    }

    @Test
    void delayed_answer_that_its_client_did_not_wait_for_is_given_to_the_next_poll() throws Exception {
        fault(Fault.Target.RUNTIME_API, OptionalInt.of(1), new FaultAction.Delay(Duration.ofMillis(20)));
        invoke("1");
        var first = begin("GET", NEXT);
        long start = System.nanoTime();
        first.await();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        first.abandon();
        assertThat(send("GET", NEXT).headers().first("Lambda-Runtime-Aws-Request-Id"))
                .contains("1");
    }

    @Test
    void event_that_is_lost_on_its_way_is_not_given_again() throws Exception {
        var registered = lambda.post(REGISTER, "{\"events\":[\"INVOKE\"]}", "Lambda-Extension-Name", "a");
        var id = registered.headers().first("Lambda-Extension-Identifier").orElseThrow();
        fault(Fault.Target.EXTENSIONS_API, OptionalInt.of(1), new FaultAction.Reset());
        var poll = begin("GET", EVENT_NEXT, "Lambda-Extension-Identifier", id);
        var runtime = begin("GET", NEXT);
        invoke("1");
        runtime.await();
        poll.await();
        poll.abandon();
        var again = begin("GET", EVENT_NEXT, "Lambda-Extension-Identifier", id);
        lambda.environment.close();
        assertThat(again.await()).isEqualTo(new Answer.Closed());
    }

    @Test
    void answer_that_does_not_arrive_whole_is_told_to_the_socket() throws Exception {
        for (var action : List.of(new FaultAction.Drop(), new FaultAction.Reset(), new FaultAction.Truncate(3))) {
            fault(Fault.Target.RUNTIME_API, OptionalInt.of(1), action);
        }
        var dropped = begin("GET", PING);
        Thread.currentThread().interrupt(); // it would wait for ever
        assertThatThrownBy(dropped::await).isInstanceOf(InterruptedException.class);
        var reset = begin("GET", PING);
        assertThat(reset.await()).isInstanceOf(Answer.Response.class);
        assertThat(reset.delivery()).isEqualTo(new Delivery.Reset());
        var truncated = begin("GET", PING);
        assertThat(truncated.await()).isInstanceOf(Answer.Response.class);
        assertThat(truncated.delivery()).isEqualTo(new Delivery.Truncated(3));
        assertThat(actions()).containsExactly("drop", "reset", "truncate");
    }

    @Test
    void duplicate_is_taken_twice_and_its_first_answer_is_given() throws Exception {
        invoke("1");
        send("GET", NEXT);
        fault(Fault.Target.RUNTIME_API, OptionalInt.of(1), new FaultAction.Duplicate());
        assertThat(send("POST", LATE.replace("none", "1")).status()).isEqualTo(202);
        assertThat(events(EventType.RUNTIME_RESPONSE)).hasSize(1);
        assertThat(events(EventType.REQUEST_REFUSED))
                .singleElement()
                .satisfies(refused -> assertThat(refused.as(Fact.RequestRefused.class)
                                .orElseThrow()
                                .cause())
                        .isEqualTo(Refusal.SECOND_ANSWER));
        assertThat(actions()).containsExactly("duplicate");
    }

    @Test
    void duplicate_poll_takes_no_event_away() throws Exception {
        fault(Fault.Target.RUNTIME_API, OptionalInt.of(1), new FaultAction.Duplicate());
        var poll = begin("GET", NEXT);
        invoke("1");
        assertThat(((Answer.Response) poll.await()).headers().first("Lambda-Runtime-Aws-Request-Id"))
                .contains("1");
        send("POST", LATE.replace("none", "1"));
        var next = begin("GET", NEXT);
        invoke("2");
        assertThat(((Answer.Response) next.await()).headers().first("Lambda-Runtime-Aws-Request-Id"))
                .contains("2");
    }

    @Test
    void latency_varies_by_the_jitter_and_is_never_negative() {
        var network = new FaultAction.Network(
                Duration.ofMillis(10), Duration.ofMillis(30), OptionalLong.empty(), OptionalInt.empty());
        assertThat(Stream.generate(() -> faults.latency(network)).limit(200))
                .allSatisfy(it -> assertThat(it).isBetween(Duration.ZERO, Duration.ofMillis(40)))
                .anySatisfy(it -> assertThat(it).isLessThan(Duration.ofMillis(10)))
                .anySatisfy(it -> assertThat(it).isGreaterThan(Duration.ofMillis(30)));
    }

    @Test
    void narrow_network_is_told_to_the_socket() throws Exception {
        fault(new FaultAction.Network(Duration.ofMillis(1), Duration.ZERO, OptionalLong.of(1000), OptionalInt.of(7)));
        var ping = begin("GET", PING);
        ping.await();
        assertThat(ping.delivery()).isEqualTo(new Delivery.Paced(OptionalLong.of(1000), OptionalInt.of(7)));
    }
}
