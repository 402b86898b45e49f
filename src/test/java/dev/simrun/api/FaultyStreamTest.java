package dev.simrun.api;

import static dev.simrun.api.Routed.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Invoked;
import dev.simrun.event.EventType;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a duplicate fault does with a response that is streamed. */
class FaultyStreamTest {
    private static final String RESPONSE = "/2018-06-01/runtime/invocation/1/response";

    private final Routed lambda = new Routed();
    private final Faults faults = new Faults(lambda.environment.time(), new Random(1));
    private final Api api = new FaultyApi(lambda.api, lambda.environment, faults);

    @BeforeEach
    void runtime_has_an_event() throws Exception {
        Invoked.by(lambda.environment, Routed.invocation("1", ""));
        assertThat(api.begin(Request.of("GET", NEXT, Headers.NONE, Bytes.EMPTY)).await())
                .isInstanceOf(Answer.Response.class);
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private void duplicate(Fault.Target target) {
        var fault = new Fault(
                Optional.of(target), Fault.Selector.ANY, OptionalInt.of(1), true, new FaultAction.Duplicate());
        faults.add(fault);
    }

    /** Streams a response; the status of the answer. */
    private int streamed() throws Exception {
        var mode = Headers.of("Lambda-Runtime-Function-Response-Mode", "streaming");
        var stream = api.upload(Request.of("POST", RESPONSE, mode, Bytes.EMPTY)).orElseThrow();
        assertThat(stream.piece(Bytes.utf8("a"))).isTrue();
        stream.end(Headers.NONE, Request.BodyEnd.COMPLETE);
        return ((Answer.Response) stream.await()).status();
    }

    private long events(EventType type) {
        return lambda.environment.timeline().all().stream()
                .filter(event -> event.type() == type)
                .count();
    }

    @Test
    void fault_for_others_leaves_a_streamed_response_as_it_comes() throws Exception {
        duplicate(Fault.Target.EXTENSIONS_API);
        assertThat(streamed()).isEqualTo(202);
        assertThat(events(EventType.FAULT)).isZero();
    }

    @Test
    void streamed_response_is_passed_on_twice_as_it_comes() throws Exception {
        duplicate(Fault.Target.RUNTIME_API);
        assertThat(streamed()).isEqualTo(202);
        assertThat(events(EventType.RUNTIME_RESPONSE)).isEqualTo(1);
        assertThat(events(EventType.REQUEST_REFUSED)).isEqualTo(1);
        assertThat(events(EventType.FAULT)).isEqualTo(1);
    }
}
