package dev.simrun.language;

import dev.simrun.scenario.Common;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code http} steps that send given bytes. */
final class RawRequest {
    static final String MEANING =
            "the bytes to send on a fresh connection, one for each character up to \\xFF; in place"
                    + " of method, path, headers and body";

    private static final List<String> PARTS = List.of("method", "path", "headers", "body");

    private RawRequest() {}

    static Optional<Step> read(Common common, Arguments arguments) {
        arguments.entries().stream()
                .filter(entry -> PARTS.contains(entry.key().text()))
                .forEach(entry ->
                        arguments
                                .problems()
                                .add(
                                        Problem.of(
                                                entry.key().at(),
                                                "raw is the whole request: \""
                                                        + entry.key().text()
                                                        + "\" has no meaning beside it")));
        return arguments
                .arg("raw", RawRequest::bytes)
                .map(bytes -> new Step.RawHttp(common, bytes, arguments.arg("to", Decoders.TEXT)));
    }

    private static Optional<String> bytes(Node node, Consumer<Problem> problems) {
        var text = Decoders.text(node, problems);
        var wide = text.stream().flatMapToInt(String::codePoints).filter(c -> c > 0xFF).findFirst();
        if (wide.isEmpty()) {
            return text;
        }
        problems.accept(
                Problem.of(
                                node.at(),
                                "\""
                                        + Character.toString(wide.getAsInt())
                                        + "\" is not a byte: each character of raw stands for one")
                        .note("write its UTF-8 bytes in double quotes, such as \"\\xC3\\xA9\""));
        return Optional.empty();
    }
}
