package dev.simrun.page;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.json.JsonTree;
import dev.simrun.picture.Picture;
import dev.simrun.report.EventText;
import dev.simrun.report.JsonLines;
import dev.simrun.report.Secrets;
import dev.simrun.run.CaseResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the timeline of a case is drawn from: JSON, packed by gzip, in base64. It has the fields of {@link Picture}, its
 * {@code steps} as records have them, and its {@code events}, each as a list: {@code seq}, {@code at}, type, position
 * of the lane, direction, text (none for a log line, whose fields say the same) and fields.
 */
final class Packed {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Packed() {}

    static String of(CaseResult run, int number, Picture picture, Secrets secrets) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes(head(run, number, picture, secrets)));
            for (int i = 0; i < run.timeline().size(); i++) {
                var event = event(
                        run.timeline().get(i), number, picture.laneOfEvent().get(i), secrets);
                out.write(bytes((i == 0 ? "" : ",") + JsonTree.text(event)));
            }
            out.write(bytes("]}"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // memory takes whatever is written
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /** All but the events, and where they begin. */
    private static String head(CaseResult run, int number, Picture picture, Secrets secrets) {
        var tree = NODES.objectNode().put("case", number);
        tree.put("clock", run.info().clock().name().toLowerCase(Locale.ROOT));
        tree.setAll(PictureJson.of(picture));
        var steps = tree.putArray("steps");
        run.steps().forEach(step -> steps.add(JsonLines.step(step, number)));
        var text = JsonTree.text(secrets.maskedLine(tree));
        return text.substring(0, text.length() - 1) + ",\"events\":[";
    }

    private static ArrayNode event(Event event, int number, int lane, Secrets secrets) {
        var line = secrets.maskedLine(JsonLines.event(event, number));
        var read = EventText.of(event);
        var list = NODES.arrayNode().add(event.seq());
        list.add(line.path("at")).add(line.path("event")).add(lane);
        list.add(String.valueOf(read.direction()));
        if (event.fact() instanceof Fact.Log) {
            list.addNull();
        } else {
            list.add(secrets.masked(read.text()));
        }
        return list.add(line.path("fields"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
