package dev.simrun.api;

import static dev.simrun.api.Routed.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.engine.Invoked;
import dev.simrun.event.Refusal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ExtensionsApiTest {
    private static final String ID = "Lambda-Extension-Identifier";
    private static final String NAME = "Lambda-Extension-Name";

    private final Routed lambda = new Routed("a");

    @AfterEach
    void close() {
        lambda.close();
    }

    private static String refusal(String type, String message) {
        return "403 {\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n";
    }

    private String register(String name, String body) throws InterruptedException {
        return show(lambda.post(Routed.REGISTER, body, NAME, name));
    }

    @Test
    void registration_gives_the_function_and_the_account_where_asked_for() throws Exception {
        assertThat(register("b", "{}"))
                .isEqualTo("200 {\"functionName\":\"f\",\"functionVersion\":\"$LATEST\","
                        + "\"handler\":\"index.handler\"}\n");
        assertThat(show(lambda.post(
                        Routed.REGISTER,
                        "{\"events\":[\"SHUTDOWN\"]}",
                        NAME,
                        "a",
                        "lambda-extension-accept-feature",
                        "foo, accountId")))
                .contains("\"accountId\":\"123456789012\"");
    }

    @Test
    void switched_off_extensions_find_no_api_and_the_runtime_its_own() throws Exception {
        try (var off = new Routed(true)) {
            for (var path : List.of("register", "init/error", "exit/error")) {
                var answer = off.post("/2020-01-01/extension/" + path, "{\"events\":[]}", NAME, "a");
                assertThat(show(answer)).isEqualTo("404 ");
            }
            assertThat(show(off.get(Routed.EVENT_NEXT, ID, "x"))).isEqualTo("404 ");
            // Before it is looked at what is there and what method it has.
            assertThat(show(off.get(Routed.REGISTER))).isEqualTo("404 ");
            assertThat(show(off.get("/2020-01-01/nothing"))).isEqualTo("404 ");
            assertThat(show(off.put("/2022-07-01/telemetry"))).isEqualTo("404 ");
            assertThat(off.refusals()).hasSize(7).containsOnly(Refusal.ABSENT_ROUTE);
            assertThat(show(off.post("/2018-06-01/runtime/init/error", "{}"))).startsWith("202 ");
        }
    }

    @Test
    void first_fault_of_a_registration_is_the_one_reported() throws Exception {
        assertThat(register("", "{")).isEqualTo(refusal("Extension.InvalidExtensionName", "Empty extension name"));
        assertThat(register("b", "")).startsWith("403 ").contains("InvalidRequestFormat");
        assertThat(register("b", "{\"configurationKeys\":[\"x\"]}"))
                .isEqualTo(refusal(
                        "InvalidRequestFormat",
                        "configurationKeys are deprecated; use environment variables" + " instead"));
        register("a", "{}");
        lambda.begin("GET", Routed.NEXT, "");
        assertThat(register("b", "{\"events\":[\"invoke\"]}"))
                .isEqualTo(refusal("Extension.InvalidEventType", "invoke: ErrorInvalidEventType"));
        assertThat(register("b", "{\"events\":[\"SHUTDOWN\"]}"))
                .isEqualTo(refusal(
                        "Extension.InvalidEventType", "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension"));
        assertThat(register("b", "{}"))
                .isEqualTo(refusal("Extension.RegistrationClosed", "Extension registration closed already"));
    }

    @Test
    void eleventh_extension_is_refused_before_its_name_is_looked_at() throws Exception {
        for (int i = 1; i <= 8; i++) {
            assertThat(register("b" + i, "{}")).startsWith("200 ");
            assertThat(register("b" + i, "{}"))
                    .isEqualTo(
                            refusal("Extension.InvalidExtensionState", "Extension with this name already registered"));
        }
        assertThat(register("b0", "{}")).startsWith("200 "); // with the declared one, the tenth
        assertThat(register("b0", "{}"))
                .isEqualTo(refusal("Extension.TooManyExtensions", "Extension limit (10) reached"));
    }

    @Test
    void external_extension_registers_once() throws Exception {
        register("a", "{}");
        assertThat(register("a", "{}"))
                .isEqualTo(refusal(
                        "Extension.InvalidExtensionState",
                        "State transition from Registered to Registered failed for"
                                + " extension a. Error: State transition is not allowed"));
    }

    @Test
    void identifier_must_be_there_and_a_uuid_and_known() throws Exception {
        var unknown = "00000000-0000-4000-8000-000000000000";
        assertThat(show(lambda.get(Routed.EVENT_NEXT)))
                .isEqualTo(
                        refusal("Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header"));
        assertThat(show(lambda.get(Routed.EVENT_NEXT, ID, "abc")))
                .isEqualTo(refusal("Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier"));
        assertThat(show(lambda.get(Routed.EVENT_NEXT, ID, unknown)))
                .isEqualTo(refusal("Extension.UnknownExtensionIdentifier", "Unknown extension " + unknown));
        var path = "/2020-01-01/extension/init/error";
        assertThat(show(lambda.post(path, "", ID, unknown)))
                .isEqualTo(refusal("Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found"));
        assertThat(show(lambda.post(path, "", ID, unknown, "Lambda-Extension-Function-Error-Type", "Extension.X")))
                .isEqualTo(refusal("Extension.UnknownExtensionIdentifier", "Unknown Lambda-Extension-Identifier"));
    }

    @Test
    void second_poll_is_refused_and_the_first_gets_the_event() throws Exception {
        var registered = lambda.post(Routed.REGISTER, "{\"events\":[\"INVOKE\"]}", NAME, "a");
        var id = registered.headers().first(ID).orElseThrow();
        var poll = lambda.begin("GET", Routed.EVENT_NEXT, "", ID, id);
        assertThat(show(lambda.get(Routed.EVENT_NEXT, ID, id)))
                .isEqualTo(refusal(
                        "Extension.InvalidExtensionState",
                        "State transition from Ready to Ready failed for extension "
                                + id
                                + ". Error: State transition is not allowed"));
        lambda.begin("GET", Routed.NEXT, "");
        Invoked.by(lambda.environment, Routed.invocation("r1", ""));
        var event = (dev.simrun.wire.Answer.Response) poll.await();
        assertThat(show(event))
                .isEqualTo("200 {\"eventType\":\"INVOKE\",\"deadlineMs\":1700000060000,"
                        + "\"requestId\":\"r1\",\"invokedFunctionArn\":\""
                        + Routed.ARN
                        + "\"}");
        assertThat(event.headers().has("Lambda-Extension-Event-Identifier")).isTrue();
    }
}
