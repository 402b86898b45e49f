package dev.simrun.referee;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sees the events of one environment in order and says what clients did against the protocol. It
 * only looks on: nothing is refused or changed because of it.
 */
public final class Referee {
    /** How many request ids are remembered: answers for older ones count as unknown. */
    private static final int REMEMBERED = 1000;

    private static final Pattern EXTENSION_TYPE = Pattern.compile("Extension\\.[A-Z][a-zA-Z]+");

    /** Refused for what they were: their invocation has no other answer any more. */
    private static final Set<ProtocolRule> UNUSABLE_ANSWERS =
            EnumSet.of(
                    ProtocolRule.RESPONSE_MODE,
                    ProtocolRule.TRUNCATED_BODY,
                    ProtocolRule.OVERSIZED_RESPONSE);

    private final Declared declared;
    private final Set<String> answered = new LinkedHashSet<>();
    private final Set<String> timedOut = new LinkedHashSet<>();

    /** Who reported init/error or exit/error. */
    private final Set<String> failed = new HashSet<>();

    /** Whose process is gone. */
    private final Set<String> ended = new HashSet<>();

    private final ShutdownDuty shutdown = new ShutdownDuty();
    private Optional<String> running = Optional.empty();

    /** What faults handed in twice, by method and path. */
    private final Set<String> duplicated = new LinkedHashSet<>();

    private boolean runtimeStarted;
    private boolean runtimePolled;

    /** A referee who has seen nothing. */
    public Referee(Declared declared) {
        this.declared = declared;
    }

    /** What an event shows; nearly always nothing. */
    public List<Finding> on(Event event) {
        note(event.actor(), event.fact());
        return findings(event.actor(), event.fact());
    }

    private List<Finding> findings(String actor, Fact seen) {
        return switch (seen) {
            case Fact.RequestRefused fact ->
                    excused(fact.method(), fact.path())
                            ? List.of()
                            : refused(Refusal.of(actor, fact));
            case Fact.RuntimeNext fact -> polled(actor, fact);
            case Fact.RuntimeError fact ->
                    runtimeError(actor, fact.errorType(), fact.sentType(), false);
            case Fact.RuntimeInitError fact ->
                    runtimeError(actor, fact.errorType(), fact.sentType(), true);
            case Fact.RuntimeRestoreError fact ->
                    runtimeError(actor, fact.errorType(), fact.sentType(), true);
            case Fact.ExtensionInitError fact -> extensionError(actor, fact.errorType());
            case Fact.ExtensionExitError fact -> extensionError(actor, fact.errorType());
            case Fact.ExtensionRegister fact -> registered(actor, fact);
            case Fact.ShutdownDone _, Fact.Reset _, Fact.InitStart _ -> over();
            case Fact.ExtensionNext _,
                    Fact.ExtensionEvent _,
                    Fact.ExtensionAcknowledged _,
                    Fact.RuntimeResponse _,
                    Fact.RuntimeRestoreNext _,
                    Fact.InvokeStart _,
                    Fact.InvokeDone _,
                    Fact.InvokeTimeout _,
                    Fact.InitDone _,
                    Fact.InitError _,
                    Fact.Freeze _,
                    Fact.Thaw _,
                    Fact.RestoreStart _,
                    Fact.RestoreDone _,
                    Fact.ShutdownStart _,
                    Fact.ProcessStart _,
                    Fact.ProcessSignal _,
                    Fact.ProcessExit _,
                    Fact.Log _,
                    Fact.Fault _,
                    Fact.Referee _,
                    Fact.Note _ ->
                    List.of();
        };
    }

    /** Keeps what later events are judged by. */
    private void note(String actor, Fact fact) {
        switch (fact) {
            case Fact.RuntimeError error -> remember(answered, error.requestId());
            case Fact.RuntimeInitError _,
                    Fact.RuntimeRestoreError _,
                    Fact.ExtensionInitError _,
                    Fact.ExtensionExitError _ ->
                    failed.add(actor);
            case Fact.RuntimeResponse response -> remember(answered, response.requestId());
            case Fact.InvokeStart start -> begun(start.requestId());
            case Fact.Fault fault -> {
                if (fault.action() == Fact.Fault.Action.DUPLICATE) {
                    remember(duplicated, fault.method() + " " + fault.path());
                }
            }
            case Fact.InvokeTimeout timeout -> remember(timedOut, timeout.requestId());
            case Fact.ShutdownStart _ -> shutdown.begun();
            case Fact.ExtensionAcknowledged _ -> shutdown.acknowledged(actor);
            case Fact.ProcessStart _ -> {
                ended.remove(actor);
                runtimeStarted |= actor.equals(Event.RUNTIME);
            }
            case Fact.ProcessSignal(var signal) -> shutdown.signalled(actor, signal);
            case Fact.ProcessExit _ -> {
                ended.add(actor);
                shutdown.exited(actor);
            }
            case Fact.ExtensionRegister _,
                    Fact.ExtensionNext _,
                    Fact.ExtensionEvent _,
                    Fact.RuntimeNext _,
                    Fact.RuntimeRestoreNext _,
                    Fact.InvokeDone _,
                    Fact.InitStart _,
                    Fact.InitDone _,
                    Fact.InitError _,
                    Fact.Freeze _,
                    Fact.Thaw _,
                    Fact.RestoreStart _,
                    Fact.RestoreDone _,
                    Fact.Reset _,
                    Fact.ShutdownDone _,
                    Fact.Log _,
                    Fact.RequestRefused _,
                    Fact.Referee _,
                    Fact.Note _ -> {}
        }
    }

    private static void remember(Set<String> ids, String id) {
        ids.add(id);
        if (ids.size() > REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
    }

    /** A retry of the caller's may have the id of an invocation that is over. */
    private void begun(String requestId) {
        running = Optional.of(requestId);
        answered.remove(requestId);
        timedOut.remove(requestId);
    }

    /** Whether a request is one that the client has sent once and a fault has handed in twice. */
    private boolean excused(String method, String path) {
        return duplicated.remove(method + " " + path);
    }

    private List<Finding> polled(String actor, Fact.RuntimeNext fact) {
        runtimePolled = true;
        if (!fact.redelivered() || excused("GET", "/2018-06-01/runtime/invocation/next")) {
            return List.of();
        }
        var unanswered = running.orElse("its invocation");
        return List.of(
                new Finding(
                        ProtocolRule.NEXT_WHILE_RUNNING,
                        actor,
                        "polled before it answered " + unanswered));
    }

    /** What was sent is there where the platform keeps another type. */
    private static List<Finding> runtimeError(
            String actor, String kept, Optional<String> sent, boolean needed) {
        if (sent.isEmpty()) {
            return List.of();
        }
        if (!sent.get().isEmpty()) {
            var message = "the error type \"" + sent.get() + "\" became " + kept;
            return List.of(new Finding(ProtocolRule.ERROR_TYPE_FORM, actor, message));
        }
        var message = "an error without a type became " + kept;
        return needed
                ? List.of(new Finding(ProtocolRule.ERROR_TYPE_MISSING, actor, message))
                : List.of();
    }

    private static List<Finding> extensionError(String actor, String type) {
        return EXTENSION_TYPE.matcher(type).find()
                ? List.of()
                : List.of(
                        new Finding(
                                ProtocolRule.ERROR_TYPE_FORM,
                                actor,
                                "the error type \"" + type + "\" is not Extension.Reason"));
    }

    /** Before the runtime has started only external extensions run. */
    private List<Finding> registered(String actor, Fact.ExtensionRegister fact) {
        failed.remove(actor);
        if (fact.kind() == Fact.ExtensionRegister.Kind.EXTERNAL) {
            if (fact.events().contains(EventKind.SHUTDOWN)) {
                shutdown.subscribed(actor);
            }
            return List.of();
        }
        boolean within = runtimeStarted || !declared.runtimeHasProcess();
        if (within || declared.internal().contains(actor)) {
            return List.of();
        }
        return List.of(
                new Finding(
                        ProtocolRule.UNLIKE_FILE_NAME,
                        actor,
                        "registered as \""
                                + actor
                                + "\", which no extension is declared as (declared: "
                                + String.join(", ", declared.external())
                                + ")"));
    }

    /** The environment is over or fresh again; at the first init there is nothing to forget. */
    private List<Finding> over() {
        runtimeStarted = false;
        runtimePolled = false;
        failed.clear();
        ended.clear();
        return shutdown.over().stream()
                .map(name ->
                        new Finding(
                                ProtocolRule.NO_NEXT_AFTER_SHUTDOWN,
                                name,
                                "neither polled nor exited by the deadline of the shutdown"))
                .toList();
    }

    private List<Finding> refused(Refusal refusal) {
        var rule = rule(refusal);
        if (rule.filter(UNUSABLE_ANSWERS::contains).isPresent()) {
            refusal.answeredId().ifPresent(id -> remember(answered, id));
        }
        return rule.map(refusal::against).stream().toList();
    }

    private Optional<ProtocolRule> rule(Refusal refusal) {
        return switch (refusal.errorType()) {
            case "InvokeTimeout" -> Optional.of(ProtocolRule.LATE_ANSWER);
            case "InvalidRequestID" -> answer(refusal);
            case "InvalidStateTransition" -> runtimeState(refusal);
            case "InvalidFunctionResponseMode" -> Optional.of(ProtocolRule.RESPONSE_MODE);
            case "TruncatedHTTPRequest" -> Optional.of(ProtocolRule.TRUNCATED_BODY);
            case "RequestEntityTooLarge" -> Optional.of(ProtocolRule.OVERSIZED_RESPONSE);
            case "Extension.MissingExtensionIdentifier",
                    "Extension.InvalidExtensionIdentifier",
                    "Extension.UnknownExtensionIdentifier" ->
                    Optional.of(ProtocolRule.NEXT_BEFORE_REGISTER);
            case "Extension.MissingHeader" -> Optional.of(ProtocolRule.ERROR_TYPE_MISSING);
            case "Extension.RegistrationClosed" -> // not late: starting when init failed of another
                    Optional.of(ProtocolRule.REGISTER_TOO_LATE).filter(_ -> !shutdown.isUnderWay());
            case "Extension.InvalidEventType" -> Optional.of(ProtocolRule.UNKNOWN_EVENT_TYPE);
            case "Extension.InvalidExtensionName" -> Optional.of(ProtocolRule.REGISTER_FORM);
            case "InvalidRequestFormat" ->
                    Optional.of(ProtocolRule.REGISTER_FORM)
                            .filter(_ -> refusal.pathEnds("/register"));
            case "Extension.InvalidExtensionState" -> extensionState(refusal);
            default -> route(refusal);
        };
    }

    private static Optional<ProtocolRule> route(Refusal refusal) {
        if (refusal.status() == 405) {
            return Optional.of(ProtocolRule.WRONG_METHOD);
        }
        return Optional.of(ProtocolRule.UNKNOWN_ROUTE).filter(_ -> refusal.unknownRoute());
    }

    private Optional<ProtocolRule> answer(Refusal refusal) {
        return refusal.answeredId()
                .map(id -> {
                    if (timedOut.contains(id)) {
                        return ProtocolRule.LATE_ANSWER;
                    }
                    return answered.contains(id)
                            ? ProtocolRule.ANSWERED_TWICE
                            : ProtocolRule.ANSWER_FOR_UNKNOWN_REQUEST;
                });
    }

    /** A poll that is refused without such a report is told already: its answer was no answer. */
    private Optional<ProtocolRule> runtimeState(Refusal refusal) {
        if (refusal.answeredId().isPresent()) {
            // The id is the right one: if it was delivered, an answer has at least begun.
            return Optional.of(ProtocolRule.ANSWERED_TWICE)
                    .filter(_ -> runtimePolled)
                    .or(() -> answer(refusal));
        }
        if (failed.contains(Event.RUNTIME)) {
            return Optional.of(ProtocolRule.CALL_AFTER_ERROR);
        }
        if (refusal.path().contains("/runtime/restore/")) {
            return Optional.of(ProtocolRule.RESTORE_OUT_OF_PLACE);
        }
        return Optional.of(ProtocolRule.INIT_ERROR_AFTER_INIT)
                .filter(_ -> refusal.pathEnds("/init/error"));
    }

    private Optional<ProtocolRule> extensionState(Refusal refusal) {
        if (refusal.pathEnds("/register")) {
            return Optional.of(ProtocolRule.REGISTERED_TWICE);
        }
        if (failed.contains(refusal.actor())) {
            return Optional.of(ProtocolRule.CALL_AFTER_ERROR);
        }
        if (ended.contains(refusal.actor())) {
            return Optional.empty(); // the process is gone: what it did is told by its end
        }
        return Optional.of(
                refusal.pathEnds("/init/error")
                        ? ProtocolRule.INIT_ERROR_AFTER_INIT
                        : ProtocolRule.CONCURRENT_NEXT);
    }
}
