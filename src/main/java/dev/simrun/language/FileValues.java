package dev.simrun.language;

import dev.simrun.json.JsonTree;
import dev.simrun.scenario.Values;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts the contents of files in the place of <code>{$file: path}</code>: JSON and YAML as the values that they are, any
 * other file as its text, or as its bytes where it has none or is no text in UTF-8. Nothing in them is interpreted:
 * neither names nor operators.
 */
final class FileValues {
    /** More than any payload that Lambda takes. */
    private static final long LIMIT_BYTES = 64L * 1024 * 1024;

    static final Key<String> KEY = Key.of(
            "$file",
            Kind.TEXT.schema(() -> Schemas.types("string", "number", "boolean")),
            "the file that the value stands in: .json, .yaml and .yml as values, others as text");

    private static final JsonTree JSON = new JsonTree(
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build(),
            true);

    private final Folders folders;
    private final Map<Path, Optional<Node>> known = new HashMap<>();

    FileValues(Folders folders) {
        this.folders = folders;
    }

    /** Whether a tree names a file. */
    static boolean areNamedIn(Node node) {
        return switch (node) {
            case Node.Scalar _ -> false;
            case Node.Sequence list -> list.items().stream().anyMatch(FileValues::areNamedIn);
            case Node.Mapping mapping ->
                !mapping.literal()
                        && mapping.entries().stream()
                                .anyMatch(entry -> entry.name().equals(KEY.name()) || areNamedIn(entry.value()));
        };
    }

    /** A tree with contents in the place of what names files; a mistake is told, and that place left as it is. */
    Node put(Node node, Problems problems) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Sequence(var at, var items) ->
                new Node.Sequence(
                        at, items.stream().map(item -> put(item, problems)).toList());
            case Node.Mapping mapping when mapping.literal() -> mapping;
            case Node.Mapping mapping
            when mapping.value(KEY.name()).isPresent() ->
                contents(mapping, problems).orElse(mapping);
            case Node.Mapping(var at, var entries, var _) ->
                new Node.Mapping(
                        at,
                        entries.stream()
                                .map(entry -> new Node.Entry(entry.key(), put(entry.value(), problems)))
                                .toList());
        };
    }

    private Optional<Node> contents(Node.Mapping written, Problems problems) {
        var others =
                written.keys().filter(key -> !key.text().equals(KEY.name())).toList();
        others.forEach(key -> problems.tell(key.at(), key.shown() + " beside $file: the file is the whole value"));
        var path = written.value(KEY.name()).orElseThrow();
        if (!others.isEmpty() || !isKnown(path, problems)) {
            return Optional.empty();
        }
        return Fields.value(path, KEY.kind().decoder(), problems)
                .flatMap(name -> FileBelow.find(folders.of(path.at()), path, name, problems))
                .flatMap(file -> known.computeIfAbsent(
                        file, _ -> read(file, path, problems).map(value -> node(written.at(), value))))
                .map(value -> used(written.at(), value));
    }

    /** Large contents are there once, however often they are used: with the place where they were first. */
    private static Node used(Location at, Node value) {
        return value instanceof Node.Scalar(var _, var text, var typed, var quoted)
                ? new Node.Scalar(at, text, typed, quoted)
                : value;
    }

    private static boolean isKnown(Node path, Problems problems) {
        boolean late = path instanceof Node.Scalar scalar
                && scalar.text().replace("$${", "").contains("${");
        if (late) {
            problems.add(Problem.of(path.at(), "the path of a file can't hold a name that a step binds")
                    .note("the file is read before anything starts: ${vars.…}, ${case.…}, ${env.…} and ${run.…} can"
                            + " stand there"));
        }
        return !late;
    }

    private Optional<JsonNode> read(Path file, Node path, Problems problems) {
        try {
            if (!Files.isRegularFile(file)) {
                problems.tell(path.at(), path.shown() + " is no file");
            } else if (Files.size(file) > LIMIT_BYTES) {
                problems.tell(path.at(), path.shown() + " is larger than any payload may be");
            } else {
                return Optional.of(value(file, shown(path, file)));
            }
        } catch (ScenarioException wrong) {
            wrong.problems().forEach(problems::add);
        } catch (IOException unreadable) {
            problems.tell(path.at(), "can't read the file " + path.shown());
        }
        return Optional.empty();
    }

    /** A file's name as the scenario's is shown. */
    private String shown(Node path, Path file) {
        var scenario = Path.of(path.at().source().name());
        return scenario.resolveSibling(folders.of(path.at()).relativize(file))
                .normalize()
                .toString();
    }

    private static JsonNode value(Path file, String shown) throws IOException {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return ScenarioText.read(ScenarioText.load(file, shown)).toJson();
        }
        var bytes = Files.readAllBytes(file);
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (name.endsWith(".json")) {
                return json(new Source(shown, text));
            }
            return text.isEmpty() ? BinaryNode.valueOf(bytes) : JsonNodeFactory.instance.stringNode(text);
        } catch (CharacterCodingException binary) {
            if (name.endsWith(".json")) {
                throw new ScenarioException(
                        Problem.of(Location.wholeFile(new Source(shown, "")), "the file is not UTF-8 text"));
            }
            return BinaryNode.valueOf(bytes);
        }
    }

    private static JsonNode json(Source source) {
        try {
            return JSON.read(source.text());
        } catch (JacksonException wrong) {
            var at = wrong.getLocation();
            boolean placed = at != null && at.getLineNr() > 0 && at.getColumnNr() > 0;
            var place = placed ? new Location(source, at.getLineNr(), at.getColumnNr(), 1) : Location.wholeFile(source);
            throw new ScenarioException(Problem.of(place, "not JSON: " + wrong.getOriginalMessage()));
        }
    }

    private static Node node(Location at, JsonNode value) {
        if (value.isObject()) {
            return new Node.Mapping(
                    at,
                    value.properties().stream()
                            .map(one -> Values.entry(at, one.getKey(), node(at, one.getValue())))
                            .toList(),
                    true);
        }
        if (value.isArray()) {
            return new Node.Sequence(
                    at, value.values().stream().map(item -> node(at, item)).toList());
        }
        return value.isString()
                ? Values.scalar(at, value.stringValue().replace("${", "$${"))
                : new Node.Scalar(at, JsonTree.text(value), value, true);
    }
}
