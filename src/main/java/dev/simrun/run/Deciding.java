package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.run.Failure.Miss;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which event decided a result of a phase that is not as expected, and whose it is.
 *
 * @param timeline what happened since the phase began, as far as there was room for it
 * @param result of the phase
 */
record Deciding(List<Event> timeline, ObjectNode result) {
    /** The phase's own events, of which one that is awaited is marked already. */
    static Deciding after(List<Event> timeline, long before, ObjectNode result) {
        var id = result.path("request_id").asString("");
        return new Deciding(
                timeline.stream()
                        .filter(it -> it.seq() > before && isOf(it.fact(), id))
                        .toList(),
                result);
    }

    /** Several invocations may be under way. */
    private static boolean isOf(Fact fact, String id) {
        return id.isEmpty()
                || switch (fact) {
                    case Fact.InvokeDone it -> it.requestId().equals(id);
                    case Fact.InvokeTimeout it -> it.requestId().equals(id);
                    case Fact.InvokeEnd it -> it.requestId().equals(id);
                    case Fact.RuntimeResponse it -> it.requestId().equals(id);
                    case Fact.RuntimeError it -> it.requestId().equals(id);
                    default -> true; // nothing else is of one invocation alone
                };
    }

    /** What decided an outcome that is no success. */
    Evidence outcome() {
        return evidence(ofOutcome());
    }

    /** What decided the first of the values that are not as expected. */
    Evidence of(List<Miss> misses) {
        var miss = misses.getFirst();
        var field = miss.path().split("[.\\[]", 2)[0];
        var decisive = of(field, miss.path());
        return evidence(decisive)
                .expectedBy(decisive.flatMap(
                        event -> miss.over().map(over -> event.at().minus(over))));
    }

    private static Evidence evidence(Optional<Event> decisive) {
        return decisive.map(event ->
                        Evidence.NONE.about(Optional.of(whose(event))).marked(List.of(new Mark(event.seq(), ""))))
                .orElse(Evidence.NONE);
    }

    /** A time-out is about whom it was waited for. */
    private static String whose(Event event) {
        var awaited = switch (event.fact()) {
            case Fact.InvokeTimeout it -> it.awaited();
            case Fact.InitError it -> it.awaited();
            default -> List.<String>of();
        };
        return awaited.isEmpty() ? event.actor() : awaited.getFirst();
    }

    private Optional<Event> of(String field, String path) {
        return switch (field) {
            case "outcome", "status", "error_type", "error_message", "phase", "phase_error_type" -> ofOutcome();
            case "payload", "content_type", "chunks", "size", "mode", "response_latency" -> answer();
            case "duration", "billed_duration", "post_runtime_extensions_duration" -> lastDone();
            case "init_duration" -> lastPoll(before(it -> it instanceof Fact.InitDone));
            case "acknowledged", "killed", "unsubscribed", "reason" -> last(it -> it instanceof Fact.ShutdownDone);
            case "exited" -> exited(path);
            default -> Optional.empty(); // a fact of no event, such as the peak of memory
        };
    }

    private Optional<Event> ofOutcome() {
        return switch (result.path("outcome").asString("")) {
            case "timeout" -> last(it -> it instanceof Fact.InvokeTimeout || it instanceof Fact.InitError);
            case "crash" ->
                last(before(it -> it instanceof Fact.InvokeDone), it -> it instanceof Fact.ProcessExit)
                        .or(() -> last(it -> it instanceof Fact.InvokeDone));
            case "" -> Optional.empty();
            default -> answer().or(() -> last(it -> it instanceof Fact.InvokeDone || it instanceof Fact.InitError));
        };
    }

    /** What the runtime answered to this invocation. */
    private Optional<Event> answer() {
        return last(it -> it instanceof Fact.RuntimeResponse
                || it instanceof Fact.RuntimeError
                || it instanceof Fact.RuntimeInitError
                || it instanceof Fact.ExtensionInitError);
    }

    /** The last of the polls for which the phase waited; of a shutdown, the last end of a process. */
    private Optional<Event> lastDone() {
        return lastPoll(before(it -> it instanceof Fact.InvokeEnd || it instanceof Fact.InitDone))
                .or(() -> last(it -> it instanceof Fact.ProcessExit));
    }

    private static Optional<Event> lastPoll(List<Event> events) {
        return last(
                events,
                it -> it instanceof Fact.RuntimeNext
                        || it instanceof Fact.ExtensionNext
                        || it instanceof Fact.RuntimeRestoreNext);
    }

    /** The end of the process that a path such as {@code exited.audit.code} names. */
    private Optional<Event> exited(String path) {
        return timeline.stream()
                .filter(it -> it.fact() instanceof Fact.ProcessExit && path.contains(it.actor()))
                .reduce((_, last) -> last);
    }

    private List<Event> before(Predicate<Fact> end) {
        long until = last(end).map(Event::seq).orElse(0L);
        return timeline.stream().filter(it -> it.seq() < until).toList();
    }

    private Optional<Event> last(Predicate<Fact> which) {
        return last(timeline, which);
    }

    private static Optional<Event> last(List<Event> events, Predicate<Fact> which) {
        return events.stream().filter(it -> which.test(it.fact())).reduce((_, last) -> last);
    }
}
