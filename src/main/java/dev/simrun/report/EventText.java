package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import dev.simrun.event.ShutdownReason;
import dev.simrun.match.Literals;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an event reads in "what happened". */
public final class EventText {
    /** Longest text of a line, in UTF-16 units; what is longer is cut. */
    public static final int LIMIT = 100;

    private static final char FROM_ACTOR = '<';
    private static final char TO_ACTOR = '>';
    private static final char ENVIRONMENT = '*';

    private static final int ID_LENGTH = 4;

    private EventText() {}

    /**
     * An event in a few words.
     *
     * @param direction {@code <} from the actor, {@code >} to the actor, {@code *} the environment's own doing
     * @param text one line without control characters, at most {@value #LIMIT} UTF-16 units
     */
    public record Line(char direction, String actor, String text) {}

    /** The line for an event; every type has one. */
    public static Line of(Event event) {
        return switch (event.fact()) {
            case Fact.ExtensionRegister it -> from(event, "register [" + subscriptions(it.events()) + "]");
            case Fact.ExtensionNext _, Fact.RuntimeNext _ -> from(event, "next");
            case Fact.ExtensionEvent it ->
                to(
                        event,
                        it.event().wireName(),
                        it.requestId().map(EventText::id).orElse(""),
                        it.reason().map(ShutdownReason::wireName).orElse(""),
                        it.lost() ? "lost" : "");
            case Fact.ExtensionAcknowledged(var by, var after) ->
                here(event, "acknowledged by " + by.wireName() + " after " + Literals.duration(after));
            case Fact.ExtensionInitError it -> from(event, "init/error", it.errorType());
            case Fact.RuntimeInitError it -> from(event, "init/error", it.errorType(), sent(it.sentType()));
            case Fact.ExtensionExitError it -> from(event, "exit/error", it.errorType());
            case Fact.RuntimeInvoke it -> to(event, "invoke", id(it.requestId()), "delivered");
            case Fact.RuntimeResponse it -> from(event, response(it));
            case Fact.RuntimeError it -> from(event, "error", it.errorType(), sent(it.sentType()));
            case Fact.InvokeStart it -> line(TO_ACTOR, Event.RUNTIME, words("invoke", id(it.requestId())));
            case Fact.InvokeDone it ->
                here(event, "invoke done", id(it.requestId()), it.outcome().wireName());
            case Fact.InvokeEnd it ->
                here(event, "invoke end", id(it.requestId()), it.phase().wireName());
            case Fact.InvokeTimeout(var id, var awaited) -> here(event, "invoke timeout", id(id), awaited(awaited));
            case Fact.InitStart _ -> here(event, "init start");
            case Fact.InitDone _ -> here(event, "init done");
            case Fact.InitError it -> here(event, "init error", it.errorType(), awaited(it.awaited()));
            case Fact.Freeze _ -> here(event, "freeze");
            case Fact.Thaw _ -> here(event, "thaw");
            case Fact.RuntimeRestoreNext _ -> from(event, "restore/next");
            case Fact.RuntimeRestoreError it -> from(event, "restore/error", it.errorType(), sent(it.sentType()));
            case Fact.RestoreStart _ -> here(event, "restore start");
            case Fact.RestoreDone it -> here(event, restored(it));
            case Fact.Reset(var reason) -> here(event, "reset " + reason.wireName());
            case Fact.ShutdownStart it ->
                here(event, "shutdown start " + it.reason().wireName());
            case Fact.ShutdownDone it ->
                here(event, "shutdown done " + it.reason().wireName());
            case Fact.ProcessStart _ -> to(event, "start");
            case Fact.ProcessSignal(var signal) -> to(event, signal);
            case Fact.ProcessExit(var code, var signal) ->
                from(event, signal.map(name -> "killed by " + name).orElse("exit " + code.orElse(0L)));
            case Fact.Log it -> from(event, it.stream().wireName() + ": " + PlainText.cut(it.line(), 2 * LIMIT));
            case Fact.RequestAbandoned it -> from(event, it.method(), it.path(), "abandoned");
            case Fact.RequestRefused it -> from(event, refused(it));
            case Fact.Fault it ->
                to(event, "fault", it.action().wireName(), it.method(), it.path(), it.untaken() ? "not taken" : "");
            case Fact.Referee(var rule, var message) -> here(event, "referee " + rule + ": " + message);
            case Fact.Note(var text) -> here(event, "note: " + text);
        };
    }

    /** What a client sent where the platform keeps another type. */
    private static String sent(Optional<String> type) {
        return type.map(it -> it.isEmpty() ? "(none was sent)" : "(sent as " + it + ")")
                .orElse("");
    }

    private static String awaited(List<String> names) {
        return names.isEmpty() ? "" : "awaited: " + String.join(", ", names);
    }

    private static Line from(Event event, String... words) {
        return line(FROM_ACTOR, event.actor(), words(words));
    }

    private static Line to(Event event, String... words) {
        return line(TO_ACTOR, event.actor(), words(words));
    }

    private static Line here(Event event, String... words) {
        return line(ENVIRONMENT, event.actor(), words(words));
    }

    private static Line line(char direction, String actor, String text) {
        // nothing goes to or comes from the environment but what it does by itself
        char shown = actor.equals(Event.ENVIRONMENT) ? ENVIRONMENT : direction;
        var start = PlainText.cut(text, 2 * LIMIT); // a log line may be long
        return new Line(shown, PlainText.oneLine(actor), PlainText.cut(PlainText.oneLine(start), LIMIT));
    }

    private static String words(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    /** The beginning of the request's id: enough to tell those of one case apart. */
    static String id(String id) {
        return id.length() <= ID_LENGTH + 1 ? id : id.substring(0, ID_LENGTH) + "…";
    }

    private static String subscriptions(List<EventKind> events) {
        return events.stream().map(EventKind::wireName).collect(Collectors.joining(", "));
    }

    private static String restored(Fact.RestoreDone it) {
        return it.outcome() == Outcome.SUCCESS
                ? "restore done"
                : words("restore", it.outcome().wireName(), it.errorType().orElse(""));
    }

    /** What is wrong comes first: no path is to push it off the line. */
    private static String refused(Fact.RequestRefused it) {
        var request = words(it.method().orElse(""), it.path().orElse(""));
        return words("refused", it.cause().answer(), "(" + it.reason() + ")", request);
    }

    private static String response(Fact.RuntimeResponse it) {
        var mode = it.mode() == Fact.RuntimeResponse.Mode.STREAMING ? "streamed" : "";
        return words("response", id(it.requestId()), it.size() + " bytes", mode);
    }
}
