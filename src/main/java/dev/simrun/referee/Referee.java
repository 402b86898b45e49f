package dev.simrun.referee;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.event.ShutdownReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sees the events of one environment in order and says what clients did against the protocol. It only looks on: nothing
 * is refused or changed because of it.
 */
public final class Referee {
    /** What the User-Agent of a language's official client begins with (WIRE.md §1). */
    private static final Pattern OFFICIAL_CLIENT = Pattern.compile("aws-lambda-(go|java|nodejs|python|rust)\\b");

    private static final Pattern EXTENSION_TYPE = Pattern.compile("Extension\\.[A-Z][a-zA-Z]+");

    private final Declared declared;
    private final ShutdownDuty shutdown = new ShutdownDuty();
    private Optional<String> running = Optional.empty();

    private final Spoiled spoiled = new Spoiled();

    /** The processes that run. */
    private final Set<String> alive = new LinkedHashSet<>();

    /** Those that have reported an error after which they should exit. */
    private final Set<String> failed = new LinkedHashSet<>();

    /** Those who hung up the poll that waits. */
    private final Set<String> hungUp = new LinkedHashSet<>();

    private boolean runtimeStarted;

    /** What the runtime calls itself, once it has told. */
    private String release = "";

    /** A referee who has seen nothing. */
    public Referee(Declared declared) {
        this.declared = declared;
    }

    /** What an event shows; nearly always nothing. */
    public List<Finding> on(Event event) {
        var actor = event.actor();
        return switch (event.fact()) {
            case Fact.InvokeStart fact -> {
                running = Optional.of(fact.requestId());
                yield List.of();
            }
            case Fact.InvokeDone _ -> noted(spoiled::eventWasHad);
            case Fact.Fault fact -> noted(() -> spoiled.by(fact));
            case Fact.ShutdownStart fact -> shutdown(fact);
            case Fact.RequestAbandoned _ -> noted(() -> hungUp.add(actor));
            case Fact.ExtensionEvent fact -> given(actor, fact);
            case Fact.ExtensionAcknowledged _ -> noted(() -> shutdown.acknowledged(actor));
            case Fact.ProcessStart _ -> noted(() -> started(actor));
            case Fact.ProcessSignal(var signal) -> noted(() -> shutdown.signalled(actor, signal));
            case Fact.ProcessExit _ -> noted(() -> exited(actor));
            case Fact.RequestRefused fact -> spoiled.excuses(request(fact)) ? List.of() : refused(actor, fact);
            case Fact.RuntimeNext fact -> polled(actor, fact);
            case Fact.RuntimeInvoke _ -> handed(actor);
            case Fact.RuntimeError fact -> runtimeError(actor, fact.errorType(), fact.sentType(), false);
            case Fact.RuntimeResponse fact -> trailers(actor, fact);
            case Fact.RuntimeInitError fact -> {
                failed.add(actor);
                release = fact.release().orElse("");
                yield runtimeError(actor, fact.errorType(), fact.sentType(), true);
            }
            case Fact.RuntimeRestoreError fact -> runtimeError(actor, fact.errorType(), fact.sentType(), true);
            case Fact.ExtensionInitError fact -> extensionError(actor, fact.errorType());
            case Fact.ExtensionExitError fact -> extensionError(actor, fact.errorType());
            case Fact.ExtensionRegister fact -> registered(actor, fact);
            case Fact.ShutdownDone _, Fact.Reset _, Fact.InitStart _ -> over();
            case Fact.ExtensionNext _,
                    Fact.RuntimeRestoreNext _,
                    Fact.InvokeEnd _,
                    Fact.InvokeTimeout _,
                    Fact.InitDone _,
                    Fact.InitError _,
                    Fact.Freeze _,
                    Fact.Thaw _,
                    Fact.RestoreStart _,
                    Fact.RestoreDone _,
                    Fact.Log _,
                    Fact.Referee _,
                    Fact.Note _ -> List.of();
        };
    }

    /** Keeps what later events are judged by. */
    private static List<Finding> noted(Runnable keeping) {
        keeping.run();
        return List.of();
    }

    private void started(String actor) {
        if (actor.equals(Event.RUNTIME)) {
            runtimeStarted = true;
            release = "";
        }
        alive.add(actor);
        failed.remove(actor);
    }

    /** What went to a poll that was hung up comes again with the next. */
    private List<Finding> handed(String actor) {
        if (hungUp.remove(actor)) {
            spoiled.add(Spoiled.NEXT);
        }
        return List.of();
    }

    private List<Finding> given(String actor, Fact.ExtensionEvent fact) {
        hungUp.remove(actor);
        if (fact.isShutdown()) {
            shutdown.delivered(actor);
        }
        return List.of();
    }

    private void exited(String actor) {
        alive.remove(actor);
        shutdown.exited(actor);
    }

    /** Only when a time is up it is sure that who is still there was not about to exit. */
    private List<Finding> shutdown(Fact.ShutdownStart fact) {
        shutdown.begun();
        if (fact.reason() != ShutdownReason.TIMEOUT) {
            return List.of();
        }
        return failed.stream()
                .filter(alive::contains)
                .map(actor -> new Finding(
                        ProtocolRule.STAYED_AFTER_ERROR, actor, "had reported an error and went on until the time-out"))
                .toList();
    }

    private static String request(Fact.RequestRefused fact) {
        return fact.method().orElse("") + " " + fact.path().orElse("");
    }

    private List<Finding> polled(String actor, Fact.RuntimeNext fact) {
        release = fact.release().orElse(release);
        if (!fact.redelivered() || spoiled.excuses(Spoiled.NEXT)) {
            return List.of();
        }
        var unanswered = running.orElse("its invocation");
        return found(ProtocolRule.NEXT_WHILE_RUNNING, actor, "polled before it answered " + unanswered);
    }

    /** What was sent is there where the platform keeps another type. */
    private List<Finding> runtimeError(String actor, String kept, Optional<String> sent, boolean needed) {
        if (sent.isEmpty()) {
            return List.of();
        }
        if (!sent.get().isEmpty()) {
            return form(actor, "the error type \"" + sent.get() + "\" became " + kept);
        }
        return needed
                ? found(ProtocolRule.ERROR_TYPE_MISSING, actor, "an error without a type became " + kept)
                : List.of();
    }

    private List<Finding> trailers(String actor, Fact.RuntimeResponse fact) {
        var sent = fact.sentType().filter(type -> !type.isEmpty());
        return sent.map(type -> form(actor, "the error type \"" + type + "\" of the trailers is not kept"))
                .orElse(List.of());
    }

    /** The type that an official client sends is not in its user's hands. */
    private List<Finding> form(String actor, String message) {
        return OFFICIAL_CLIENT.matcher(release).lookingAt()
                ? List.of()
                : found(ProtocolRule.ERROR_TYPE_FORM, actor, message);
    }

    private static List<Finding> found(ProtocolRule rule, String actor, String message) {
        return List.of(new Finding(rule, actor, message));
    }

    private List<Finding> extensionError(String actor, String type) {
        failed.add(actor);
        return EXTENSION_TYPE.matcher(type).find()
                ? List.of()
                : found(ProtocolRule.ERROR_TYPE_FORM, actor, "the error type \"" + type + "\" is not Extension.Reason");
    }

    /** Before the runtime has started only external extensions run. */
    private List<Finding> registered(String actor, Fact.ExtensionRegister fact) {
        if (fact.kind() == Fact.ExtensionRegister.Kind.EXTERNAL) {
            if (fact.events().contains(EventKind.SHUTDOWN)) {
                shutdown.subscribed(actor);
            }
            return List.of();
        }
        return isUnlikeItsFile(actor) ? unlikeItsFile(actor) : List.of();
    }

    /** Of one that is taken for an internal extension. */
    private boolean isUnlikeItsFile(String actor) {
        boolean within = runtimeStarted || !declared.runtimeHasProcess();
        return !within && !declared.internal().contains(actor);
    }

    private List<Finding> unlikeItsFile(String actor) {
        var message = "registered as \"%s\", which no extension is declared as (declared: %s)"
                .formatted(actor, String.join(", ", declared.external()));
        return found(ProtocolRule.UNLIKE_FILE_NAME, actor, message);
    }

    /** The environment is over or fresh again; at the first init there is nothing to forget. */
    private List<Finding> over() {
        runtimeStarted = false;
        failed.clear();
        hungUp.clear();
        return shutdown.over().stream()
                .map(name -> new Finding(
                        ProtocolRule.NO_NEXT_AFTER_SHUTDOWN,
                        name,
                        "neither polled nor exited by the deadline of the shutdown"))
                .toList();
    }

    private List<Finding> refused(String actor, Fact.RequestRefused fact) {
        if (fact.cause() == Refusal.SHUTDOWN_OF_INTERNAL && isUnlikeItsFile(actor)) {
            return unlikeItsFile(actor);
        }
        boolean again = fact.cause() == Refusal.CONCURRENT_NEXT && hungUp.contains(actor);
        var why = again ? ": it had hung up its poll before, which waits on; take the time-out off this GET" : "";
        return rule(fact.cause()).map(rule -> new Finding(rule, actor, message(fact) + why)).stream()
                .toList();
    }

    private static String message(Fact.RequestRefused fact) {
        var cause = fact.cause();
        var got = cause.status().isPresent() ? cause.answer() : "no answer";
        // the message of its body says more than the type
        var message = cause.errorType().map(_ -> ": " + fact.reason()).orElse("");
        return request(fact) + " got " + got + message;
    }

    /** What a refused request broke; nothing where it was not the client's mistake. */
    private static Optional<ProtocolRule> rule(Refusal cause) {
        return switch (cause) {
            case UNKNOWN_ROUTE -> Optional.of(ProtocolRule.UNKNOWN_ROUTE);
            case WRONG_METHOD -> Optional.of(ProtocolRule.WRONG_METHOD);
            case UNKNOWN_REQUEST_ID, UNDELIVERED_REQUEST_ID -> Optional.of(ProtocolRule.ANSWER_FOR_UNKNOWN_REQUEST);
            case LATE_ANSWER, LATE_ANSWER_AGAIN -> Optional.of(ProtocolRule.LATE_ANSWER);
            case SECOND_ANSWER, SECOND_ANSWER_AFTER_THE_END -> Optional.of(ProtocolRule.ANSWERED_TWICE);
            case RESPONSE_MODE -> Optional.of(ProtocolRule.RESPONSE_MODE);
            case TRUNCATED_BODY -> Optional.of(ProtocolRule.TRUNCATED_BODY);
            case OVERSIZED_BODY -> Optional.of(ProtocolRule.OVERSIZED_RESPONSE);
            case RESTORE_OUT_OF_PLACE -> Optional.of(ProtocolRule.RESTORE_OUT_OF_PLACE);
            case RUNTIME_INIT_ERROR_AFTER_INIT, EXTENSION_INIT_ERROR_AFTER_INIT ->
                Optional.of(ProtocolRule.INIT_ERROR_AFTER_INIT);
            case RUNTIME_CALL_AFTER_ERROR, EXTENSION_CALL_AFTER_ERROR -> Optional.of(ProtocolRule.CALL_AFTER_ERROR);
            case MISSING_NAME, MALFORMED_REGISTRATION, CONFIGURATION_KEYS -> Optional.of(ProtocolRule.REGISTER_FORM);
            case UNKNOWN_EVENT, SHUTDOWN_OF_INTERNAL -> Optional.of(ProtocolRule.UNKNOWN_EVENT_TYPE);
            case REGISTRATION_CLOSED -> Optional.of(ProtocolRule.REGISTER_TOO_LATE);
            case REGISTERED_TWICE, NAME_OF_ANOTHER -> Optional.of(ProtocolRule.REGISTERED_TWICE);
            case MISSING_IDENTIFIER, MALFORMED_IDENTIFIER, UNKNOWN_IDENTIFIER ->
                Optional.of(ProtocolRule.NEXT_BEFORE_REGISTER);
            case MISSING_ERROR_TYPE -> Optional.of(ProtocolRule.ERROR_TYPE_MISSING);
            case CONCURRENT_NEXT -> Optional.of(ProtocolRule.CONCURRENT_NEXT);
            case NEXT_DURING_ANSWER -> Optional.of(ProtocolRule.NEXT_WHILE_RUNNING);
            case MALFORMED_REQUEST,
                    HEADERS_TOO_LONG,
                    UNKNOWN_TRANSFER_ENCODING,
                    UNKNOWN_EXPECTATION,
                    UNKNOWN_VERSION,
                    BROKEN_CHUNK,
                    NO_RUNTIME,
                    AFTER_THE_END,
                    ABSENT_ROUTE,
                    WRONG_TOKEN,
                    NEXT_OUT_OF_PLACE,
                    TOO_MANY_EXTENSIONS,
                    REGISTRATION_DURING_SHUTDOWN,
                    EXTENSION_CALL_AFTER_EXIT -> Optional.empty();
        };
    }
}
