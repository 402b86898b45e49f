package dev.simrun.page;

import dev.simrun.picture.Budget;
import dev.simrun.picture.Lane;
import dev.simrun.picture.Life;
import dev.simrun.picture.Phase;
import dev.simrun.picture.Picture;
import dev.simrun.picture.Pin;
import dev.simrun.picture.Point;
import dev.simrun.picture.Span;
import dev.simrun.report.JsonLines;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A picture as JSON, by the names of its records. Times are seconds, an event is its position in the timeline. */
final class PictureJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PictureJson() {}

    /** All of it but its sentences, and which lane each event is of: the page has those otherwise. */
    static ObjectNode of(Picture picture) {
        var tree = NODES.objectNode();
        time(tree, "end", picture.end());
        tree.put("mostlyIdle", picture.mostlyIdle());
        list(tree, "lanes", picture.lanes(), PictureJson::lane);
        list(tree, "phases", picture.phases(), PictureJson::phase);
        list(tree, "freezes", picture.freezes(), (node, freeze) -> stretch(node, freeze.from(), freeze.to()));
        list(tree, "budgets", picture.budgets(), PictureJson::budget);
        list(tree, "pins", picture.pins(), PictureJson::pin);
        return tree;
    }

    private static <T> void list(ObjectNode tree, String name, Iterable<T> all, BiConsumer<ObjectNode, T> fill) {
        var list = tree.putArray(name);
        all.forEach(one -> fill.accept(list.addObject(), one));
    }

    private static void lane(ObjectNode node, Lane lane) {
        node.put("actor", lane.actor()).put("environment", lane.environment());
        node.put("kind", word(lane.kind()));
        list(node, "spans", lane.spans(), PictureJson::span);
        list(
                node,
                "symbols",
                lane.symbols(),
                (it, symbol) -> it.put("kind", word(symbol.kind()))
                        .put("event", symbol.event())
                        .put("text", symbol.text()));
        list(node, "lives", lane.lives(), PictureJson::life);
    }

    private static void span(ObjectNode node, Span span) {
        node.put("kind", word(span.kind())).put("label", span.label());
        stretch(node, span.from(), span.to());
        node.put("ended", span.ended()).put("bad", span.bad());
    }

    private static void life(ObjectNode node, Life life) {
        point(node, "from", life.from());
        life.to().ifPresent(to -> point(node, "to", to));
    }

    private static void phase(ObjectNode node, Phase phase) {
        node.put("kind", word(phase.kind())).put("label", phase.label());
        stretch(node, phase.from(), phase.to());
        node.put("failed", phase.failed());
    }

    private static void budget(ObjectNode node, Budget budget) {
        node.put("lane", budget.lane()).put("phase", word(budget.phase()));
        point(node, "from", budget.from());
        time(node, "deadline", budget.deadline());
        point(node, "used", budget.used());
        node.put("usedUp", budget.usedUp());
    }

    private static void pin(ObjectNode node, Pin pin) {
        node.put("headline", pin.headline());
        time(node, "at", pin.at());
        pin.lane().ifPresent(lane -> node.put("lane", lane));
        var events = node.putArray("events");
        pin.events().forEach(events::add);
        pin.nearest().ifPresent(event -> node.put("nearest", event));
        pin.awaited().ifPresent(window -> {
            var awaited = node.putObject("awaited");
            time(awaited, "from", window.from());
            time(awaited, "to", window.to());
        });
        pin.expectedBy().ifPresent(by -> time(node, "expectedBy", by));
    }

    private static void stretch(ObjectNode node, Point from, Point to) {
        point(node, "from", from);
        point(node, "to", to);
    }

    private static void point(ObjectNode node, String name, Point point) {
        var tree = node.putObject(name);
        time(tree, "at", point.at());
        point.event().ifPresent(event -> tree.put("event", event));
    }

    private static void time(ObjectNode node, String name, Duration time) {
        node.set(name, JsonLines.seconds(time));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
