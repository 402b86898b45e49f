package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.ShutdownReason;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.LifecycleEvent;
import dev.simrun.sim.LifecycleEvent.Tracing;
import dev.simrun.sim.Reply;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private static String body(LifecycleEvent event) {
        var answer = Replies.write(new Reply.Lifecycle(event, "e1"));
        return ((Answer.Response) answer).body().text();
    }

    @Test
    void invocation_has_the_headers_of_what_its_caller_sent_along() {
        var invocation = new Invocation(
                "r1",
                Bytes.utf8("{}"),
                Optional.of("{\"custom\":{}}"),
                Optional.of("{\"cognitoIdentityId\":\"i\"}"),
                Optional.of("tenant"),
                "",
                Duration.ZERO,
                false);
        var answer = (Answer.Response) Replies.write(new Reply.Event(invocation, "arn", "i1", 5));
        var headers = answer.headers();
        assertThat(headers.first("Lambda-Runtime-Client-Context")).contains("{\"custom\":{}}");
        assertThat(headers.first("Lambda-Runtime-Cognito-Identity")).contains("{\"cognitoIdentityId\":\"i\"}");
        assertThat(headers.first("Lambda-Runtime-Aws-Tenant-Id")).contains("tenant");
        assertThat(headers.first("Lambda-Runtime-Invocation-Id")).contains("i1");
    }

    @Test
    void events_have_the_fields_of_the_wire_in_its_order() {
        var trace = new Tracing("Root=1-a-b");
        assertThat(body(new LifecycleEvent.Invoke(1_700_000_003_000L, "r1", "arn", trace)))
                .isEqualTo("{\"eventType\":\"INVOKE\",\"deadlineMs\":1700000003000,\"requestId\":\"r1\","
                        + "\"invokedFunctionArn\":\"arn\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\","
                        + "\"value\":\"Root=1-a-b\"}}");
        assertThat(body(new LifecycleEvent.Shutdown(1_700_000_005_000L, ShutdownReason.SPINDOWN)))
                .isEqualTo("{\"eventType\":\"SHUTDOWN\",\"deadlineMs\":1700000005000,"
                        + "\"shutdownReason\":\"spindown\"}");
    }
}
