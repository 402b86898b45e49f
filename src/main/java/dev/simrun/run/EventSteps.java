package dev.simrun.run;

import dev.simrun.engine.View;
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
import dev.simrun.sim.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
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
        Optional<Matcher> count = step.count().map(c -> c.in(live.scope));
        if (step.awaits() && enough(0, count)) {
            throw StepStop.errored(
                    step.common().key() + ": " + Step.EventCheck.MET_BY_NONE,
                    step.count().orElseThrow().node().at());
        }
        long from = search.from(step.since(), step.awaits() ? live.mark : 0);
        var sought = Sought.of(step.event(), matcher, from);
        var began = live.environment.elapsed();
        var found = found(step, sought, n -> enough(n, count));
        if (enough(found.count(), count)) {
            return found.first().map(EventTree::of).orElseGet(Trees::object);
        }
        var headline = headline(step, found.count(), count);
        var at = count.isPresent() && found.count() > 0
                ? step.count().get().node().at()
                : step.common().at();
        var evidence =
                step.awaits() ? search.evidence(sought, began) : Evidence.NONE.about(EventSearch.actor(step.event()));
        throw StepStop.failed(headline, at)
                .misses(countMisses(step, count, found.count()))
                .evidence(evidence.near(found.count() == 0 ? search.nearest(sought) : Optional.empty())
                        .marked(search.found(sought).stream()
                                .map(e -> new Mark(e.seq(), ""))
                                .toList()));
    }

    private Found found(Step.EventCheck step, Sought sought, IntPredicate enough)
            throws StepStop, InterruptedException {
        if (step.awaits()) {
            search.requireKept(step, sought.from(), sought.type());
            return search.await(step.common().within(), sought, enough);
        }
        live.actors.drain();
        var found = Found.of(search.found(sought));
        search.requireKept(step, sought.from(), sought.type());
        return found;
    }

    private List<Failure.Miss> countMisses(Step.EventCheck step, Optional<Matcher> count, int found) {
        return count.map(c -> Judge.misses(step.count().get(), c, IntNode.valueOf(found)))
                .orElse(List.of());
    }

    private static boolean enough(int found, Optional<Matcher> count) {
        return count.map(c -> c.test(IntNode.valueOf(found)).isEmpty()).orElse(found > 0);
    }

    private String headline(Step.EventCheck step, int found, Optional<Matcher> count) {
        var key = step.common().key();
        var time = step.awaits() ? waited(step.event(), step.common().within()) : "";
        if (found == 0) {
            return key + ": no " + step.what() + time;
        }
        var wanted = count.map(c -> c.test(IntNode.valueOf(found)).getFirst().expected())
                .orElse("some");
        return key + ": " + found + " times " + step.what() + time + ", expected " + wanted;
    }

    /** How long was waited, or why not to the end. */
    private String waited(Expected event, Duration within) {
        if (!search.over(event)) {
            return " within " + Literals.duration(within);
        }
        return live.environment.look(View::phase) == Phase.TERMINATED
                ? ", and none can come: the environment has been shut down"
                : ", and none can come: " + EventSearch.actor(event).orElse("its actor") + " has ended";
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
        long from = search.from(step.since(), 0);
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
