package dev.simrun.picture;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What went wrong with an actor itself. */
record Troubles(List<Event> timeline, Fold.Folded folded, Pin pin, Whom whom) {
    Stream<Sentence> all() {
        var died = died().toList();
        var never = died.isEmpty() ? neverPolled() : Stream.<Sentence>empty();
        return Stream.of(died.stream(), timedOut(), never, refused(), fault()).flatMap(it -> it);
    }

    /** It ended while nobody had asked it to. */
    private Stream<Sentence> died() {
        return whom.lane().symbols().stream()
                .filter(it -> it.kind() == Symbol.Kind.DIED || it.kind() == Symbol.Kind.EXIT_STATUS)
                .map(Symbol::event)
                .filter(end -> folded.budgets().stream()
                        .noneMatch(it -> it.phase() == Phase.Kind.SHUTDOWN
                                && it.used().event().equals(OptionalInt.of(end))))
                .limit(1)
                .flatMap(end -> whom.until(end).flatMap(span -> died(end, span)));
    }

    private Stream<Sentence> died(int end, Span span) {
        var exit = timeline.get(end).as(Fact.ProcessExit.class).orElseThrow();
        var how = exit.signal()
                .map(it -> " died of " + it)
                .orElse(" exited with status " + exit.code().orElse(0L) + ",");
        var sentence = new Sentence(end, whom.name() + how + meanwhile(span), "." + whom.lastLine(0, end));
        return Stream.concat(Stream.of(sentence), reset(end).stream());
    }

    private static String meanwhile(Span span) {
        var time = Length.of(Whom.length(span));
        return switch (span.kind()) {
            case WORK, CALL ->
                " " + time + " into its " + (span.label().equals("SHUTDOWN") ? "shutdown" : "invocation");
            case AFTER -> " " + time + " after its answer";
            case BOOT -> " " + time + " after its start";
            case WAIT -> " while it waited for its next event";
        };
    }

    private Optional<Sentence> reset(int from) {
        return IntStream.range(from, timeline.size())
                .filter(i -> timeline.get(i).fact() instanceof Fact.ShutdownStart it && it.reset())
                .boxed()
                .findFirst()
                .map(begun -> {
                    var shutdown =
                            timeline.get(begun).as(Fact.ShutdownStart.class).orElseThrow();
                    var others = folded.lanes().stream()
                            .filter(it -> it.kind() == Lane.Kind.EXTENSION)
                            .map(Lane::actor)
                            .filter(it -> !it.equals(whom.name()))
                            .collect(Collectors.joining(", "));
                    var too = others.isEmpty() ? "." : ", for " + others + " too.";
                    return new Sentence(
                            begun,
                            "The environment was reset",
                            ": shutdown " + shutdown.reason().wireName() + too);
                });
    }

    /** A time-out passed, and it was waited for. */
    private Stream<Sentence> timedOut() {
        return folded.budgets().stream()
                .filter(it -> it.phase() != Phase.Kind.SHUTDOWN && it.usedUp())
                .filter(it -> awaited(it.used().event().orElseThrow()).contains(whom.name()))
                .limit(1)
                .map(it -> {
                    int at = it.used().event().orElseThrow();
                    var what = it.phase() == Phase.Kind.INIT ? "init" : "the invocation";
                    return new Sentence(
                            at,
                            "After " + Length.of(it.length()) + " " + what + " still waited for " + whom.name(),
                            "." + whom.lastLine(0, at));
                });
    }

    private List<String> awaited(int event) {
        return switch (timeline.get(event).fact()) {
            case Fact.InvokeTimeout it -> it.awaited();
            case Fact.InitError it -> it.awaited();
            default -> List.of();
        };
    }

    private Stream<Sentence> neverPolled() {
        if (whom.spans(Span.Kind.WAIT).findAny().isPresent()
                || whom.lane().lives().isEmpty()) {
            return Stream.empty();
        }
        boolean registered = whom.lane().symbols().stream().anyMatch(it -> it.kind() == Symbol.Kind.REGISTER);
        return whom.last(it -> !(it.fact() instanceof Fact.Log)).stream()
                .mapToObj(last -> new Sentence(
                        last,
                        whom.name() + (registered ? " registered, and never polled" : " never polled"),
                        ", in the " + Length.of(whom.lived()) + " it lived."));
    }

    private Stream<Sentence> refused() {
        return before(Fact.RequestRefused.class).mapToObj(at -> {
            var refused = timeline.get(at).as(Fact.RequestRefused.class).orElseThrow();
            var call = refused.method().map(it -> it + " ").orElse("")
                    + refused.path().orElse("");
            return new Sentence(
                    at,
                    "A call of " + whom.name() + " was refused",
                    " (" + refused.cause().answer() + "): " + Whom.cut(call) + ": " + Whom.cut(refused.reason()) + ".");
        });
    }

    private Stream<Sentence> fault() {
        return before(Fact.Fault.class).mapToObj(at -> {
            var fault = timeline.get(at).as(Fact.Fault.class).orElseThrow();
            var what = fault.action().wireName() + " of " + fault.method() + " " + Whom.cut(fault.path());
            return new Sentence(at, "A fault of the scenario met " + whom.name(), ": " + what + ".");
        });
    }

    /** The last such event before its failure. */
    private IntStream before(Class<? extends Fact> type) {
        return whom
                .last(it ->
                        type.isInstance(it.fact()) && !it.at().minus(pin.at()).isPositive())
                .stream();
    }
}
