package dev.simrun.language;

import dev.simrun.event.ShutdownReason;
import dev.simrun.event.Word;
import dev.simrun.scenario.Default;
import dev.simrun.scenario.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The steps that put the environment as a whole into another state, or another time. */
final class LifecycleSteps {
    private static final Key<JsonNode> PAYLOAD = Key.of("payload", Kind.VALUE, "the event, or {$file: path}")
            .otherwise("{}", JsonNodeFactory.instance.objectNode());
    private static final Key<JsonNode> CLIENT_CONTEXT =
            Key.of("client_context", Kind.TREE, "what a mobile client sends along");
    private static final Key<JsonNode> COGNITO_IDENTITY =
            Key.of("cognito_identity", Kind.TREE, "{cognitoIdentityId, cognitoIdentityPoolId}");
    private static final Key<String> TRACE_ID =
            Key.usually("trace_id", Kind.TEXT, "the X-Ray trace header", "a new one");
    private static final Key<String> REQUEST_ID = Key.usually("request_id", Kind.TEXT, "the request id", "a new UUID");
    private static final Key<Duration> TIMEOUT =
            Key.usually("timeout", Kind.DURATION, "of this invocation", "the function's");
    private static final Key<String> TENANT_ID = Key.of("tenant_id", Kind.TEXT, "with tenant isolation");
    private static final Key<Boolean> STREAM = Key.usually(
            "stream",
            Kind.BOOLEAN,
            "ask for a streamed response: 200 MiB, 2 MiB a second after the first 6 MiB",
            "false");
    private static final Key<String> REASON =
            Key.needed("reason", reasons("a shutdown reason", ShutdownReason.values()), "why, in any case");
    private static final Key<String> RESET_REASON = Key.of(
            "reason",
            reasons("a reset reason", ShutdownReason.TIMEOUT, ShutdownReason.FAILURE),
            "what SHUTDOWN tells the extensions",
            "failure");
    private static final Key<Boolean> AT_ONCE = Key.of(
            "at_once",
            Kind.BOOLEAN,
            "true: cuts off what runs; else init and the invocations before it end first",
            "false");
    private static final Key<Duration> FOR = Key.needed("for", Kind.DURATION, "how long");
    private static final Key<Duration> BY = Key.needed("by", Kind.DURATION, "how much");

    static final StepSpec INIT = StepSpec.of(
                    "init",
                    "Runs init to its end. Without this step init begins before the first one and goes on beside it.",
                    "- init")
            .gives(Results.INIT, Default.OUTCOME)
            .movesMark()
            .reads((common, _) -> Optional.of(new Step.Init(common)));

    static final StepSpec INVOKE = StepSpec.of(
                    "invoke",
                    "Invokes the function; ends when the runtime and all INVOKE subscribers are done.",
                    "- invoke: {payload: {n: 1}}")
            .main(PAYLOAD, CLIENT_CONTEXT, COGNITO_IDENTITY, TRACE_ID, REQUEST_ID, TIMEOUT, TENANT_ID, STREAM)
            .gives(Results.INVOKE, Default.OUTCOME, Default.PHASE)
            .movesMark()
            .reads((common, given) -> given.or(PAYLOAD)
                    .map(payload -> new Step.Invoke(
                            common,
                            payload,
                            given.get(CLIENT_CONTEXT),
                            given.get(COGNITO_IDENTITY),
                            given.get(TRACE_ID),
                            given.get(REQUEST_ID),
                            given.get(TENANT_ID),
                            given.get(TIMEOUT),
                            given.get(STREAM))));

    static final StepSpec SHUTDOWN = StepSpec.of(
                    "shutdown",
                    "Shuts the environment down, when init and the invocations before it are over: first the runtime,"
                            + " then SHUTDOWN to the subscribers.",
                    "- shutdown: spindown")
            .gives(Results.SHUTDOWN)
            .movesMark()
            .main(REASON, AT_ONCE)
            .reads((common, given) -> given.get(REASON)
                    .flatMap(reason -> given.or(AT_ONCE).map(now -> new Step.Shutdown(common, reason, now))));

    static final StepSpec RESET = StepSpec.of(
                    "reset",
                    "Resets the environment as a fault does, when init and the invocations before it are over: all"
                            + " processes are shut down, and the next invocation begins with init. /tmp is kept.",
                    "- reset")
            .main(RESET_REASON, AT_ONCE)
            .gives(Results.SHUTDOWN)
            .movesMark()
            .reads((common, given) -> given.or(RESET_REASON)
                    .flatMap(reason -> given.or(AT_ONCE).map(now -> new Step.Reset(common, reason, now))));

    static final StepSpec RESTORE = StepSpec.of(
                    "restore",
                    "Restores the snapshot of a function with SnapStart now, before the first invocation would.",
                    "- restore")
            .gives(Results.RESTORE, Default.OUTCOME)
            .movesMark()
            .reads((common, _) -> Optional.of(new Step.Restore(common)));

    static final StepSpec FREEZE = StepSpec.of(
                    "freeze",
                    "Stops the whole process trees of all actors (SIGSTOP) and waits until they are stopped; a fake"
                            + " does nothing meanwhile. The next invocation or shutdown thaws by itself. Init is"
                            + " waited for.",
                    "- freeze")
            .movesMark()
            .reads((common, _) -> Optional.of(new Step.Freeze(common)));

    static final StepSpec THAW = StepSpec.of("thaw", "Lets what is frozen go on (SIGCONT).", "- thaw")
            .movesMark()
            .reads((common, _) -> Optional.of(new Step.Thaw(common)));

    static final StepSpec SLEEP = StepSpec.of(
                    "sleep",
                    "Waits. An expect_* step is nearly always better: it ends when the thing happened.",
                    "- sleep: 100ms")
            .makes(FOR, Step.Sleep::new);

    static final StepSpec ADVANCE = StepSpec.of(
                    "advance",
                    "Lets time pass, with clock: virtual: what is due in it happens, and it takes no real time.",
                    "- advance: 5m")
            .movesMark()
            .makes(BY, Step.Advance::new);

    private LifecycleSteps() {}

    private static Kind<String> reasons(String what, ShutdownReason... reasons) {
        return Kind.choice(
                what, true, Arrays.stream(reasons).map(Word::wireName).toList());
    }
}
