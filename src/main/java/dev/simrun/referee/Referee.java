package dev.simrun.referee;

import dev.simrun.event.Event;

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
        var actor = event.actor();
        return switch (event.type()) {
            case REQUEST_REFUSED -> excused(event) ? List.of() : refused(Refusal.of(event));
            case RUNTIME_NEXT -> polled(event);
            case RUNTIME_ERROR -> {
                remember(answered, event.text("request_id"));
                yield runtimeError(event, false);
            }
            case RUNTIME_INIT_ERROR, RUNTIME_RESTORE_ERROR -> {
                failed.add(actor);
                yield runtimeError(event, true);
            }
            case EXTENSION_INIT_ERROR, EXTENSION_EXIT_ERROR -> extensionError(event);
            case EXTENSION_REGISTER -> registered(event);
            case SHUTDOWN_DONE, RESET, INIT_START -> over();
            default -> {
                note(event);
                yield List.of();
            }
        };
    }

    /** Keeps what later events are judged by. */
    private void note(Event event) {
        var actor = event.actor();
        switch (event.type()) {
            case RUNTIME_RESPONSE -> remember(answered, event.text("request_id"));
            case INVOKE_START -> begun(event.text("request_id"));
            case FAULT -> {
                if (event.text("action").equals("duplicate")) {
                    remember(duplicated, request(event));
                }
            }
            case INVOKE_TIMEOUT -> remember(timedOut, event.text("request_id"));
            case SHUTDOWN_START -> shutdown.begun();
            case EXTENSION_ACKNOWLEDGED -> shutdown.acknowledged(actor);
            case PROCESS_START -> {
                ended.remove(actor);
                runtimeStarted |= actor.equals(Event.RUNTIME);
            }
            case PROCESS_SIGNAL -> shutdown.signalled(actor, event.text("signal"));
            case PROCESS_EXIT -> {
                ended.add(actor);
                shutdown.exited(actor);
            }
            default -> {} // the others say nothing about clients
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
    private boolean excused(Event event) {
        return duplicated.remove(request(event));
    }

    private static String request(Event event) {
        return event.text("method") + " " + event.text("path");
    }

    private List<Finding> polled(Event event) {
        runtimePolled = true;
        if (!event.fields().path("redelivered").asBoolean(false)
                || duplicated.remove("GET /2018-06-01/runtime/invocation/next")) {
            return List.of();
        }
        var unanswered = running.orElse("its invocation");
        return List.of(
                new Finding(
                        ProtocolRule.NEXT_WHILE_RUNNING,
                        event.actor(),
                        "polled before it answered " + unanswered));
    }

    /** The field is there where the platform keeps another type than the header's. */
    private static List<Finding> runtimeError(Event event, boolean needed) {
        if (!event.fields().has("sent_type")) {
            return List.of();
        }
        var sent = event.text("sent_type");
        var kept = event.text("error_type");
        if (!sent.isEmpty()) {
            var message = "the error type \"" + sent + "\" became " + kept;
            return List.of(new Finding(ProtocolRule.ERROR_TYPE_FORM, event.actor(), message));
        }
        var message = "an error without a type became " + kept;
        return needed
                ? List.of(new Finding(ProtocolRule.ERROR_TYPE_MISSING, event.actor(), message))
                : List.of();
    }

    private List<Finding> extensionError(Event event) {
        failed.add(event.actor());
        var type = event.text("error_type");
        return EXTENSION_TYPE.matcher(type).find()
                ? List.of()
                : List.of(
                        new Finding(
                                ProtocolRule.ERROR_TYPE_FORM,
                                event.actor(),
                                "the error type \"" + type + "\" is not Extension.Reason"));
    }

    /** Before the runtime has started only external extensions run. */
    private List<Finding> registered(Event event) {
        var actor = event.actor();
        failed.remove(actor);
        if (event.text("kind").equals("external")) {
            if (subscribed(event)) {
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

    private static boolean subscribed(Event event) {
        return event.fields()
                .path("events")
                .valueStream()
                .anyMatch(name -> name.asString("").equals("SHUTDOWN"));
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
