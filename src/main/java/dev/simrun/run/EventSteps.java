package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.match.EventTree;
import dev.simrun.match.Literals;
import dev.simrun.match.Matcher;
import dev.simrun.match.Show;
import dev.simrun.run.EventSearch.Found;
import dev.simrun.run.EventSearch.Sought;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Steps that wait for events and check them. */
final class EventSteps {
    private final LiveCase live;
    private final EventSearch search;

    EventSteps(LiveCase live) {
        this.live = live;
        this.search = new EventSearch(live);
    }

    ObjectNode check(Step.EventCheck step) throws StepStop, InterruptedException {
        var matcher = step.event().in(live.scope);
        var count = Counting.of(step.count(), live.scope);
        if (step.awaits() && count.isMetBy(0)) {
            throw StepStop.errored(
                    step.common().key() + ": " + Step.EventCheck.MET_BY_NONE,
                    step.count().orElseThrow().node().at());
        }
        long from = search.from(step, step.since(), step.awaits() ? live.mark : 0);
        var sought = Sought.of(step.event(), matcher, from);
        var began = live.environment.elapsed();
        var found = found(step, sought, count);
        if (count.isMetBy(found.count())) {
            return found.first().map(EventTree::of).orElseGet(Trees::object);
        }
        var at = step.count().isPresent() && found.count() > 0
                ? step.count().get().node().at()
                : step.common().at();
        if (found.count() == 0) {
            live.latecomers.watch(at, sought, live.timeline());
        }
        var evidence = search.evidence(
                sought, step.awaits() ? began : search.time(from).orElse(Duration.ZERO));
        throw StepStop.failed(headline(step, found.count(), count), at)
                .misses(count.misses(found.count()))
                .evidence(evidence.near(found.count() == 0 ? search.nearest(sought) : Optional.empty())
                        .marked(search.found(sought).stream()
                                .map(e -> new Mark(e.seq(), ""))
                                .toList()));
    }

    private Found found(Step.EventCheck step, Sought sought, Counting count) throws StepStop, InterruptedException {
        if (step.awaits()) {
            search.requireKept(step, sought.from(), sought.type());
            return search.await(live.limit(step), sought, n -> count.isMetBy(n) || count.isPassedBy(n));
        }
        live.actors.drain();
        var found = Found.of(search.found(sought));
        search.requireKept(step, sought.from(), sought.type());
        return found;
    }

    private String headline(Step.EventCheck step, int found, Counting count) {
        var key = step.common().key();
        var time = step.awaits() && !count.isPassedBy(found) ? waited(step) : "";
        return found == 0
                ? key + ": no " + step.what() + time
                : key + ": " + found + " times " + step.what() + time + ", expected " + count.wanted(found);
    }

    /** How long was waited, or why not to the end. */
    private String waited(Step.EventCheck step) {
        return search.whyNever(step.event())
                .map(why -> ", and none can come: " + why)
                .orElse(" within " + Literals.duration(live.limit(step)));
    }

    ObjectNode acknowledged(Step.Acknowledged step) throws StepStop {
        return new Acknowledgements(live).check(step);
    }

    ObjectNode quiet(Step.Quiet step) throws StepStop, InterruptedException {
        var length = step.length().in(live.scope);
        var sought = Sought.of(
                step.event(), step.event().in(live.scope), live.timeline().last());
        var came = search.comes(length, sought);
        if (came.isPresent()) {
            var event = came.get();
            var what = event.type().wireName() + " of " + event.actor();
            throw StepStop.failed(step, what + " happened, expected none for " + Literals.duration(length))
                    .about(event.actor())
                    .marks(List.of(new Mark(event.seq(), "")));
        }
        return Trees.object();
    }

    /** The expected events must stand in this order among all; others may stand between. */
    ObjectNode order(Step.Order step) throws StepStop {
        live.actors.drain();
        long from = search.from(step, step.since(), 0);
        var events = live.timeline().after(from);
        search.requireKept(step, from, Optional.empty());
        var marks = new ArrayList<Mark>();
        int next = 0;
        for (var expected : step.events()) {
            var matcher = expected.in(live.scope);
            int found = find(events, next, matcher);
            if (found < 0) {
                throw outOfOrder(step, expected, find(events, 0, matcher) >= 0, marks);
            }
            marks.add(new Mark(events.get(found).seq(), ""));
            next = found + 1;
        }
        return Trees.object();
    }

    private static int find(List<Event> events, int from, Matcher matcher) {
        for (int i = from; i < events.size(); i++) {
            if (matcher.test(EventTree.of(events.get(i))).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private static StepStop outOfOrder(Step.Order step, Expected expected, boolean earlier, List<Mark> marks) {
        var before = marks.isEmpty() ? "" : " after the " + marks.size() + " before it in the list";
        JsonNode shape = expected.node().toJson();
        var what = shape.has("type") ? shape.path("type").asString("") : Show.of(shape);
        var headline = step.common().key() + ": no " + what + before;
        return StepStop.failed(
                        headline + (earlier ? "; it happened only earlier" : ""),
                        expected.node().at())
                .marks(marks);
    }
}
