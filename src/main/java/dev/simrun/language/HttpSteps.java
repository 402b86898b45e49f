package dev.simrun.language;

import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Default;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The step that sends a request. */
final class HttpSteps {
    private static final Kind<String> A_METHOD = Kind.TEXT
            .map(text -> text.toUpperCase(Locale.ROOT))
            .where(text -> text.matches("[A-Z][A-Z0-9_-]*"), "a method such as GET or POST")
            .schema(() -> Schemas.text("^[A-Za-z][A-Za-z0-9_-]*$", "a method such as GET or POST"));
    private static final Kind<String> A_PATH = Kind.TEXT
            .where(text -> text.startsWith("/") && !text.matches(".*\\s.*"), "a path such as /2018-06-01/ping")
            .meant(HttpSteps::withMethod)
            .schema(() -> Schemas.text("^/\\S*$", "a path such as /2018-06-01/ping"));
    private static final Key<String> METHOD = Key.usually("method", A_METHOD, "the method", "GET, or POST with a body");
    private static final Key<String> PATH = Key.of("path", A_PATH, "with its query; needed unless raw is given");
    private static final Key<Map<String, String>> HEADERS = Key.of("headers", Kind.VARIABLES, "names and values");
    private static final Key<JsonNode> BODY = Key.of("body", Kind.VALUE, "a text as it is, else sent as JSON");
    private static final Key<String> RAW = Key.of(
            "raw",
            Kind.TEXT.decoded(HttpSteps::bytes),
            "the bytes to send on a fresh connection, one for each character up to \\xFF; in place of method, path,"
                    + " headers and body");
    private static final Key<String> TO = Key.of("to", Kind.TEXT, "another address, such as 127.0.0.1:8080");

    static final StepSpec HTTP = StepSpec.of(
                    "http",
                    "Sends a request, to the environment's own API unless told otherwise; succeeds below status 400.",
                    "- http: /2018-06-01/runtime/invocation/next")
            .takes(METHOD, PATH, HEADERS, BODY, RAW, TO)
            .main(PATH)
            .gives(Results.HTTP, Default.ANSWER)
            .ruled(HttpSteps::pathOrRaw)
            .reads((common, given) -> given.has(RAW) ? raw(common, given) : request(common, given));

    private HttpSteps() {}

    /** What is meant by the first line of a request. */
    private static Optional<String> withMethod(String text) {
        var words = text.split(" +", 2);
        return Optional.of(words)
                .filter(it -> it.length == 2 && it[0].matches("[A-Z]+") && it[1].startsWith("/"))
                .map(it -> "write {method: " + it[0] + ", path: " + it[1] + "}");
    }

    private static void pathOrRaw(ObjectNode schema) {
        var others = Key.names(List.of(METHOD, PATH, HEADERS, BODY));
        var rule = MappingSchemas.rule(MappingSchemas.needed(schema), MappingSchemas.has(RAW.name()));
        rule.set("then", MappingSchemas.without(others, "raw is the whole request"));
        rule.set("else", MappingSchemas.has(PATH.name()));
    }

    /** A request to the environment's own API. */
    static ObjectNode ownSchema() {
        var needed = Key.needed(PATH.name(), PATH.kind(), PATH.text());
        return MappingSchemas.orMapping(needed, List.of(METHOD, needed, HEADERS, BODY));
    }

    private static Optional<Step> request(Common common, Arguments given) {
        var usual = given.has(BODY) ? "POST" : "GET";
        var method = given.has(METHOD) ? given.get(METHOD) : Optional.of(Arg.of(given.at(), usual));
        var path = given.need(PATH);
        return path.flatMap(p -> method.map(m ->
                new Step.Http(common, m, p, given.map(HEADERS, Kind.TEXT.decoder()), given.get(BODY), given.get(TO))));
    }

    private static Optional<Step> raw(Common common, Arguments given) {
        var others = Key.names(List.of(METHOD, PATH, HEADERS, BODY));
        given.all()
                .keys()
                .filter(key -> others.contains(key.text()))
                .forEach(key -> given.tell(
                        key.at(), "raw is the whole request: \"" + key.text() + "\" has no meaning beside it"));
        return given.get(RAW).map(bytes -> new Step.RawHttp(common, bytes, given.get(TO)));
    }

    private static Optional<String> bytes(Node node, Consumer<Problem> problems) {
        var text = Decoders.text(node, problems);
        var wide = text.stream()
                .flatMapToInt(String::codePoints)
                .filter(c -> c > 0xFF)
                .findFirst();
        if (wide.isEmpty()) {
            return text;
        }
        var character = Character.toString(wide.getAsInt());
        problems.accept(
                Problem.of(node.at(), "\"" + character + "\" is not a byte: each character of raw stands for one")
                        .note("write its UTF-8 bytes in double quotes, such as \"\\xC3\\xA9\""));
        return Optional.empty();
    }
}
