package dev.simrun.run;

import dev.simrun.engine.View;
import dev.simrun.event.Event;
import dev.simrun.match.EventTree;
import dev.simrun.scenario.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What there is to see of a case while it runs. For any thread. */
public final class CaseView {
    private final LiveCase live;

    CaseView(LiveCase live) {
        this.live = live;
    }

    /** The time since the case began; by the real clock without that at a prompt. */
    public Duration elapsed() {
        return live.environment.elapsed();
    }

    /** Whether the clock stands still, as it does at a prompt. */
    public boolean stands() {
        return live.time.held();
    }

    /** The events after the one with that number, as far as they are kept; 0 for all. */
    public List<Event> timeline(long after) {
        return live.timeline().after(after);
    }

    /** Whether an event is like one that a step checks for, by the names as they are now. */
    public Predicate<Event> matching(Step.EventCheck check) {
        var matcher = check.event().in(live.scope);
        return event -> matcher.test(EventTree.of(event)).isEmpty();
    }

    /** Hears of every event from now on, with the environment's lock held: be quick. */
    public void listen(Consumer<Event> more) {
        live.timeline().listen(more);
    }

    /** The name in scenarios of what the environment is doing. */
    public String state() {
        return live.environment.look(View::state);
    }

    /** The actors as they are now. */
    public List<ActorView> actors() {
        return ActorView.all(live);
    }

    /** The process of an actor, if it is a real one that lives. */
    public Optional<ProcessView> process(String actor) {
        return live.actors.debuggee(actor).map(it -> new ProcessView(it.pid(), it.attach()));
    }

    /** What the environment waits for, such as {@code invoke}, and how long yet. */
    public Map<String, Duration> deadlines() {
        var deadlines = new LinkedHashMap<String, Duration>();
        live.environment
                .deadlines()
                .forEach((timer, left) -> deadlines.merge(words(timer.kind().name()), left, CaseView::shorter));
        return deadlines;
    }

    /** Of the invocations that run, the one that has least time left. */
    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** All names with their values, as <code>${…}</code> finds them. */
    public ObjectNode names() {
        return live.scope.all();
    }

    /** The value at a path, as <code>${…}</code> finds it. */
    public Optional<JsonNode> value(String path) {
        return live.scope.find(path);
    }
}
