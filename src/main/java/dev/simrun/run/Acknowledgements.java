package dev.simrun.run;

import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.match.Literals;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.run.Failure.Miss;
import dev.simrun.scenario.Step;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Who acknowledged SHUTDOWN, how, and after what time. */
record Acknowledgements(LiveCase live) {
    ObjectNode check(Step.Acknowledged step) throws StepStop {
        if (!last(LastShutdown::hasBegun)) {
            boolean before = live.timeline().all().stream().anyMatch(e -> e.fact() instanceof Fact.ShutdownStart);
            throw StepStop.failed(
                    step, "there was no shutdown" + (before ? " since the environment was made anew" : ""));
        }
        var names = step.extensions()
                .map(arg -> arg.in(live.scope).stream().map(live::key).toList())
                .orElseGet(() -> last(LastShutdown::subscribers));
        if (names.isEmpty()) {
            throw StepStop.failed(step, "no extension subscribed to SHUTDOWN");
        }
        for (var name : names) {
            acknowledged(step, name);
        }
        return Trees.object();
    }

    /** What holds of the last shutdown or reset. */
    private <T> T last(Function<LastShutdown, T> reader) {
        return live.time.locked(() -> reader.apply(live.results.lastShutdown()));
    }

    private void acknowledged(Step.Acknowledged step, String name) throws StepStop {
        var key = step.common().key();
        var how = last(it -> it.acknowledgement(name));
        if (how.isEmpty()) {
            var at = step.extensions().map(arg -> arg.at()).orElse(step.common().at());
            throw StepStop.failed(key + ": " + name + " " + whyNot(name), at)
                    .about(name)
                    .marks(marks(name));
        }
        var by = how.get().by().wireName();
        var after = Trees.object();
        // the network's own delay is in it: more digits would only look exact
        var delay = how.get().after().truncatedTo(ChronoUnit.MILLIS);
        after.putPOJO("after", delay);
        if (step.by().isPresent()) {
            var misses = Judge.misses(step.by().get(), StringNode.valueOf(by), live.scope);
            stopIf(misses, key + ": " + name + " acknowledged by " + by, name, "");
        }
        if (step.after().isPresent()) {
            var misses = Judge.misses(step.after().get(), after.get("after"), live.scope);
            var text = Literals.duration(delay);
            stopIf(misses, key + ": " + name + " acknowledged " + text + " after SHUTDOWN", name, "+" + text);
        }
    }

    private void stopIf(List<Miss> misses, String headline, String name, String text) throws StepStop {
        if (misses.isEmpty()) {
            return;
        }
        var miss = misses.getFirst();
        var marks = marks(name, text);
        var limit = marks.isEmpty()
                ? Optional.<Duration>empty()
                : new EventSearch(live)
                        .time(marks.getLast().seq())
                        .flatMap(at -> miss.over().map(at::minus));
        throw StepStop.failed(headline + ", expected " + miss.expected(), miss.at())
                .misses(misses)
                .evidence(Evidence.NONE.about(Optional.of(name)).marked(marks).expectedBy(limit));
    }

    private List<Mark> marks(String name) {
        return marks(name, "");
    }

    /** The poll or exit that acknowledged; where there is none, SHUTDOWN and what came of it. */
    private List<Mark> marks(String name, String text) {
        var marks = new ArrayList<Mark>();
        long lastMove = 0;
        for (var event : live.timeline().all()) {
            if (!event.actor().equals(name)) {
                continue;
            }
            switch (event.fact()) {
                case Fact.ExtensionNext _ -> lastMove = event.seq();
                case Fact.ProcessExit _ -> {
                    lastMove = event.seq();
                    if (text.isEmpty()) {
                        marks.add(new Mark(lastMove, ""));
                    }
                }
                case Fact.ExtensionEvent given -> {
                    if (text.isEmpty() && given.isShutdown()) {
                        marks.add(new Mark(event.seq(), ""));
                    }
                }
                case Fact.ExtensionAcknowledged _ -> marks.add(new Mark(lastMove, text));
                default -> {}
            }
        }
        return marks;
    }

    private String whyNot(String name) {
        var extension = last(it -> it.extension(name));
        if (extension.isEmpty()) {
            return "never registered";
        }
        if (!extension.get().events().contains(EventKind.SHUTDOWN)) {
            return "did not subscribe to SHUTDOWN";
        }
        var events = live.timeline().all();
        boolean delivered = events.stream()
                .anyMatch(e ->
                        e.actor().equals(name) && e.fact() instanceof Fact.ExtensionEvent given && given.isShutdown());
        if (!delivered) {
            boolean lost = events.stream()
                    .anyMatch(e -> e.actor().equals(name)
                            && e.fact() instanceof Fact.ExtensionEvent given
                            && given.event() == EventKind.SHUTDOWN);
            if (lost) {
                return "was not given SHUTDOWN: the client of its poll had hung up";
            }
            return "was not given SHUTDOWN" + (busy(name) ? ": still busy with the invocation" : "");
        }
        return "did not acknowledge SHUTDOWN" + ending(name);
    }

    /** Whether it has not polled again since it was given an INVOKE. */
    private boolean busy(String name) {
        return live.timeline().all().stream()
                .filter(e -> e.actor().equals(name))
                .filter(e -> e.fact() instanceof Fact.ExtensionNext || e.fact() instanceof Fact.ExtensionEvent)
                .reduce((_, last) -> last)
                .filter(e -> e.fact() instanceof Fact.ExtensionEvent)
                .isPresent();
    }

    private String ending(String name) {
        return live.timeline().all().stream()
                .filter(e -> e.actor().equals(name))
                .flatMap(e -> e.as(Fact.ProcessExit.class).stream())
                .reduce((_, last) -> last)
                .map(exit -> exit.signal()
                        .map(signal -> ": it was ended by " + signal)
                        .orElse(": it exited with status " + exit.code().orElse(0L)))
                .orElse("");
    }
}
