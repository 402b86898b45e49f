package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Timeline;
import dev.simrun.match.EventTree;
import dev.simrun.match.Literals;
import dev.simrun.match.Matcher;
import dev.simrun.match.Show;
import dev.simrun.run.EventSearch.Sought;
import dev.simrun.run.Failure.Mark;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.sim.Phase;
import dev.simrun.source.Node;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        long from = search.from(step.since(), step.awaits() ? live.mark : 0);
        var sought = new Sought(step.event(), matcher, from);
        requireKept(step, from);
        if (step.awaits()) {
            search.await(step.common().within(), sought, found -> enough(found, count));
        } else {
            live.actors.drain();
        }
        var found = search.found(sought);
        if (enough(found.size(), count)) {
            return found.isEmpty() ? Trees.object() : EventTree.of(found.getFirst());
        }
        var headline = headline(step, found.size(), count);
        var at =
                count.isPresent() && !found.isEmpty()
                        ? step.count().get().node().at()
                        : step.common().at();
        throw StepStop.failed(headline, at)
                .misses(countMisses(step, count, found.size()))
                .notes(found.isEmpty() ? nearest(from, step.event(), matcher) : List.of())
                .marks(found.stream().map(e -> new Mark(e.seq(), "")).toList());
    }

    private List<Failure.Miss> countMisses(
            Step.EventCheck step, Optional<Matcher> count, int found) {
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
        var wanted =
                count.map(c -> c.test(IntNode.valueOf(found)).getFirst().expected()).orElse("some");
        return key + ": " + found + " times " + step.what() + time + ", expected " + wanted;
    }

    /** How long was waited, or why not to the end. */
    private String waited(Expected event, Duration within) {
        if (!search.over(event)) {
            return " within " + Literals.duration(within);
        }
        return live.environment.phase() == Phase.TERMINATED
                ? ", and none can come: the environment has been shut down"
                : ", and none can come: "
                        + EventSearch.actor(event).orElse("its actor")
                        + " has ended";
    }

    /** What is not there any more can't be looked at: a count of it would be wrong. */
    private void requireKept(Step step, long from) throws StepStop {
        long dropped = live.timeline().dropped();
        if (from < dropped) {
            throw StepStop.errored(
                    step,
                    "the timeline keeps the newest "
                            + Timeline.LIMIT
                            + " events at most, and "
                            + (dropped - from)
                            + " that this step looks at are gone: narrow it with since");
        }
    }

    ObjectNode acknowledged(Step.Acknowledged step) throws StepStop {
        return new Acknowledgements(live).check(step);
    }

    /** What came closest to what was looked for: of the same type, with the fewest differences. */
    private List<String> nearest(long from, Expected expected, Matcher matcher) {
        var type = type(expected);
        return live.timeline().after(from).stream()
                .filter(event -> type.isEmpty() || event.type().wireName().equals(type.get()))
                .min(Comparator.comparingInt(event -> matcher.test(EventTree.of(event)).size()))
                .map(event -> List.of(nearest(event, matcher)))
                .orElse(List.of());
    }

    private static Optional<String> type(Expected event) {
        if (event.node() instanceof Node.Mapping mapping
                && mapping.value("type").orElse(null) instanceof Node.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        return Optional.empty();
    }

    private static String nearest(Event event, Matcher matcher) {
        var differs =
                matcher.test(EventTree.of(event)).stream()
                        .map(m -> m.actualPath())
                        .distinct()
                        .toList();
        return "nearest: "
                + event.type().wireName()
                + " of "
                + event.actor()
                + " "
                + Show.of(EventTree.fields(event))
                + " (differs in: "
                + String.join(", ", differs)
                + ")";
    }

    ObjectNode quiet(Step.Quiet step) throws StepStop, InterruptedException {
        var length = step.length().in(live.scope);
        var sought = new Sought(step.event(), step.event().in(live.scope), live.timeline().last());
        if (search.comes(length, sought)) {
            var event = search.found(sought).getFirst();
            throw StepStop.failed(
                            step.common().key()
                                    + ": "
                                    + event.type().wireName()
                                    + " of "
                                    + event.actor()
                                    + " happened, expected none for "
                                    + Literals.duration(length),
                            step.common().at())
                    .marks(List.of(new Mark(event.seq(), "")));
        }
        return Trees.object();
    }

    /** The expected events must stand in this order among all; others may stand between. */
    ObjectNode order(Step.Order step) throws StepStop {
        live.actors.drain();
        requireKept(step, search.from(step.since(), 0));
        var events = live.timeline().after(search.from(step.since(), 0));
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

    private static StepStop outOfOrder(
            Step.Order step, Expected expected, boolean earlier, List<Mark> marks) {
        var before = marks.isEmpty() ? "" : " after the " + marks.size() + " before it in the list";
        JsonNode shape = expected.node().toJson();
        var headline =
                step.common().key()
                        + ": no "
                        + (shape.has("type") ? shape.path("type").asString("") : Show.of(shape))
                        + before
                        + (earlier ? "; it happened only earlier" : "");
        return StepStop.failed(headline, expected.node().at()).marks(marks);
    }
}
