package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.match.Literals;

import tools.jackson.databind.node.POJONode;

import java.time.Duration;
import java.util.Arrays;
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
     * @param direction {@code <} from the actor, {@code >} to the actor, {@code *} the
     *     environment's own doing
     * @param text one line without control characters, at most {@value #LIMIT} UTF-16 units
     */
    public record Line(char direction, String actor, String text) {}

    /** The line for an event; every type has one. */
    public static Line of(Event event) {
        return switch (event.type()) {
            case EXTENSION_REGISTER -> from(event, "register [" + subscriptions(event) + "]");
            case EXTENSION_NEXT, RUNTIME_NEXT -> from(event, "next");
            case EXTENSION_EVENT ->
                    to(event, words(event.text("event"), id(event), event.text("reason")));
            case EXTENSION_ACKNOWLEDGED ->
                    here(event, "acknowledged by " + event.text("by") + after(event));
            case EXTENSION_INIT_ERROR, RUNTIME_INIT_ERROR ->
                    from(event, words("init/error", event.text("error_type")));
            case EXTENSION_EXIT_ERROR -> from(event, words("exit/error", event.text("error_type")));
            case RUNTIME_RESPONSE -> from(event, response(event));
            case RUNTIME_ERROR -> from(event, words("error", event.text("error_type")));
            case INVOKE_START ->
                    line(TO_ACTOR, Event.RUNTIME, words("invoke", id(event)) + payload(event));
            case INVOKE_DONE -> here(event, words("invoke done", id(event), event.text("outcome")));
            case INVOKE_TIMEOUT -> here(event, words("invoke timeout", id(event)));
            case INIT_START -> here(event, "init start");
            case INIT_DONE -> here(event, "init done");
            case INIT_ERROR -> here(event, words("init error", event.text("error_type")));
            case RUNTIME_RESTORE_NEXT -> from(event, "restore/next");
            case RUNTIME_RESTORE_ERROR ->
                    from(event, words("restore/error", event.text("error_type")));
            case RESTORE_START -> here(event, "restore start");
            case RESTORE_DONE -> here(event, "restore done");
            case RESET -> here(event, words("reset", event.text("reason")));
            case SHUTDOWN_START -> here(event, words("shutdown start", event.text("reason")));
            case SHUTDOWN_DONE -> here(event, words("shutdown done", event.text("reason")));
            case PROCESS_START -> to(event, "start");
            case PROCESS_SIGNAL -> to(event, event.text("signal"));
            case PROCESS_EXIT -> from(event, ending(event));
            case LOG -> from(event, event.text("stream") + ": " + event.text("line"));
            case REQUEST_REFUSED -> from(event, refusal(event));
            case NOTE -> here(event, "note: " + event.text("text"));
        };
    }

    private static Line from(Event event, String text) {
        return line(FROM_ACTOR, event.actor(), text);
    }

    private static Line to(Event event, String text) {
        return line(TO_ACTOR, event.actor(), text);
    }

    private static Line here(Event event, String text) {
        return line(ENVIRONMENT, event.actor(), text);
    }

    private static Line line(char direction, String actor, String text) {
        // nothing goes to or comes from the environment but what it does by itself
        char shown = actor.equals(Event.ENVIRONMENT) ? ENVIRONMENT : direction;
        var start = PlainText.cut(text, 2 * LIMIT); // a log line may be long
        return new Line(
                shown, PlainText.oneLine(actor), PlainText.cut(PlainText.oneLine(start), LIMIT));
    }

    private static String words(String... words) {
        return Arrays.stream(words)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The beginning of the request's id: enough to tell those of one case apart. */
    private static String id(Event event) {
        var id = event.text("request_id");
        return id.length() <= ID_LENGTH + 1 ? id : id.substring(0, ID_LENGTH) + "…";
    }

    private static String subscriptions(Event event) {
        return event.fields()
                .path("events")
                .valueStream()
                .map(name -> name.asString(""))
                .collect(Collectors.joining(", "));
    }

    private static String after(Event event) {
        return event.fields().path("after") instanceof POJONode pojo
                        && pojo.getPojo() instanceof Duration time
                ? " after " + Literals.duration(time)
                : "";
    }

    private static String response(Event event) {
        var size = event.fields().path("size").asString("0") + " bytes";
        var mode = event.text("mode").equals("streaming") ? "streamed" : "";
        return words("response", id(event), size, mode);
    }

    private static String payload(Event event) {
        var payload = event.fields().path("payload");
        return payload.isMissingNode() ? "" : "  " + payload;
    }

    private static String ending(Event event) {
        return event.fields().has("signal")
                ? "killed by " + event.text("signal")
                : "exit " + event.text("code");
    }

    private static String refusal(Event event) {
        return words(
                event.text("method"),
                event.text("path"),
                "refused",
                event.text("status"),
                event.text("error_type"));
    }
}
