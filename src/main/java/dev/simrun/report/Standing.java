package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.match.Seconds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where an actor stands: what it waits for, or what is awaited of it.
 *
 * @param state such as {@code waits in next}, or what came last
 * @param since when, since the case began
 * @param missing what is to come of it; empty where it isn't its turn
 */
public record Standing(String state, Duration since, String missing) {
    /** How far an actor came that runs, by the events of a case so far; empty where they don't say. */
    public static Optional<Standing> of(String actor, List<Event> timeline) {
        return timeline.reversed().stream()
                .filter(event -> event.actor().equals(actor))
                .flatMap(event -> after(event).stream())
                .findFirst();
    }

    /** Whether it was given something, and has not come back. */
    public boolean owes() {
        return !missing.isEmpty();
    }

    /** Such as {@code was given INVOKE 6f1c… at +1.204s, and has not polled since}. */
    public String text() {
        return state + (owes() ? " at +" : " since +") + Seconds.exact(since) + "s"
                + (owes() ? ", and " + missing : "");
    }

    private static Optional<Standing> after(Event event) {
        return switch (event.fact()) {
            case Fact.ProcessStart _ ->
                owes(event, "has started", "has not " + (isRuntime(event) ? "polled" : "registered") + " yet");
            case Fact.ProcessSignal(var signal)
            when signal.equals("SIGTERM") -> owes(event, "was sent SIGTERM", "has not ended");
            case Fact.RuntimeNext _ -> waits(event, "waits in next");
            case Fact.RuntimeRestoreNext _ -> waits(event, "waits in restore/next");
            case Fact.RuntimeInvoke invoke ->
                owes(event, "was given invoke " + EventText.id(invoke.requestId()), "has not answered it");
            case Fact.RuntimeResponse response -> answered(event, response.requestId());
            case Fact.RuntimeError error -> answered(event, error.requestId());
            case Fact.ExtensionRegister _ -> owes(event, "has registered", "has not polled yet");
            case Fact.ExtensionNext _ -> waits(event, "waits in event/next");
            case Fact.ExtensionEvent given
            when !given.lost() -> owes(event, "was given " + event(given), "has not polled since");
            case Fact.RuntimeInitError _ -> failed(event);
            case Fact.RuntimeRestoreError _ -> failed(event);
            case Fact.ExtensionInitError _ -> failed(event);
            case Fact.ExtensionExitError _ -> failed(event);
            case Fact.RequestAbandoned(var method, var path) ->
                owes(event, "has hung up its " + method + " " + path, "has not come back");
            case Fact.Fault fault
            when fault.action() == Fact.Fault.Action.DELAY || fault.action() == Fact.Fault.Action.DROP ->
                waits(event, "waits for the answer to its " + fault.method() + " " + fault.path() + ", by a fault,");
            default -> Optional.empty(); // the others don't tell where anybody stands
        };
    }

    private static boolean isRuntime(Event event) {
        return event.actor().equals(Event.RUNTIME);
    }

    private static String event(Fact.ExtensionEvent given) {
        return given.event().wireName()
                + given.requestId().map(id -> " " + EventText.id(id)).orElse("");
    }

    private static Optional<Standing> answered(Event event, String requestId) {
        return owes(event, "has answered invoke " + EventText.id(requestId), "has not polled since");
    }

    private static Optional<Standing> failed(Event event) {
        return owes(event, "has reported an error", "has not ended");
    }

    private static Optional<Standing> owes(Event event, String state, String missing) {
        return Optional.of(new Standing(state, event.at(), missing));
    }

    private static Optional<Standing> waits(Event event, String state) {
        return Optional.of(new Standing(state, event.at(), ""));
    }
}
