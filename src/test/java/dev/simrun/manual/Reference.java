package dev.simrun.manual;

import dev.simrun.event.EventType;
import dev.simrun.language.Catalogue;
import dev.simrun.language.EventFields;
import dev.simrun.language.Key;
import dev.simrun.language.StepSpec;
import dev.simrun.match.Operators;
import dev.simrun.referee.ProtocolRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of the language in Markdown, as its page has it. */
final class Reference {
    private static final List<String> OF_A_KEY = List.of("Key", "Value", "Usually", "Meaning");

    private Reference() {}

    /** Sections of the second level with a table each; begins and ends with a line feed. */
    static String markdown() {
        return Stream.of(
                        section("Top-level keys", keys(Catalogue.TOP_LEVEL)),
                        section("`function`", keys(Catalogue.FUNCTION)),
                        section("`limits`", keys(Catalogue.LIMITS)),
                        section(
                                "`runtime` and each of `extensions`",
                                "`none`, or these keys; the last two and `name` are only for"
                                        + " extensions.\n\n"
                                        + keys(Catalogue.EXTENSION)),
                        section(
                                "Rules of a fake",
                                "The first rule that fits is followed; without one a fake behaves"
                                        + " well. One action a rule: "
                                        + quoted(Catalogue.ACTIONS)
                                        + ".\n\n"
                                        + keys(Catalogue.RULE)),
                        steps(),
                        section("Modifiers, beside a step's key", modifiers()),
                        section("Operators of matchers", operators()),
                        section("Events", events()),
                        section("Rules of the referee", protocolRules()),
                        section("Errors of Lambda", errors()),
                        section("Matchers, durations, paths and more", topics()))
                .collect(Collectors.joining("\n", "\n", ""));
    }

    private static String section(String title, String body) {
        return "## " + title + "\n\n" + body;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(Reference::code).collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String table(List<String> titles, Stream<List<String>> rows) {
        var line = titles.stream().map(_ -> "---").toList();
        return Stream.concat(Stream.of(titles, line), rows).map(Reference::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String keys(List<? extends Key<?>> keys) {
        return table(
                OF_A_KEY,
                keys.stream()
                        .map(key -> List.of(
                                code(key.name()),
                                key.kind().label(),
                                key.required() ? "*required*" : key.usual(),
                                key.text())));
    }

    private static String steps() {
        return section("Steps", Catalogue.STEPS.stream().map(Reference::step).collect(Collectors.joining("\n")));
    }

    private static String step(StepSpec step) {
        var text = new StringBuilder();
        text.append("### `")
                .append(step.key())
                .append("`\n\n")
                .append(step.text())
                .append("\n\n");
        if (!step.arguments().isEmpty()) {
            text.append(keys(step.arguments())).append('\n');
        }
        step.arguments().stream()
                .filter(key -> !key.kind().keys().isEmpty())
                .forEach(key -> text.append("Keys of ")
                        .append(code(key.name()))
                        .append(":\n\n")
                        .append(keys(key.kind().keys()))
                        .append('\n'));
        step.main()
                .ifPresent(main -> text.append("A value that is no mapping is ")
                        .append(code(main.name()))
                        .append(". "));
        text.append("Modifiers: ").append(quoted(Key.names(step.modifiers()))).append(".\n");
        if (!step.results().isEmpty()) {
            text.append("Result: ").append(quoted(Key.names(step.results()))).append(".\n");
        }
        return text.append("\n```yaml\n")
                .append(step.example())
                .append("\n```\n")
                .toString();
    }

    private static String modifiers() {
        return table(
                List.of("Modifier", "Meaning"),
                Catalogue.MODIFIERS.stream().map(key -> List.of(code(key.name()), key.text())));
    }

    private static String operators() {
        return table(
                List.of("Operator", "Takes", "Means", "Example"),
                Operators.all().stream()
                        .map(each -> List.of(code(each.name()), each.operand(), each.meaning(), code(each.example()))));
    }

    private static String events() {
        return "Every event has `type`, "
                + quoted(Key.names(EventFields.COMMON))
                + ".\n\n"
                + table(
                        List.of("Type", "Means", "Fields"),
                        Arrays.stream(EventType.values())
                                .map(type -> List.of(code(type.wireName()), type.summary(), fields(type))));
    }

    private static String protocolRules() {
        return "`simrun explain RULE` tells more of each; `referee: {RULE: reason}` in a"
                + " scenario silences it.\n\n"
                + table(
                        List.of("Rule", "Broken when", "Instead"),
                        Arrays.stream(ProtocolRule.values())
                                .map(rule -> List.of(code(rule.id()), rule.summary(), rule.instead())));
    }

    private static String errors() {
        return "`simrun explain TYPE` tells more of each.\n\n"
                + table(
                        List.of("Type", "When", "Instead"),
                        Arrays.stream(LambdaError.values())
                                .map(error -> List.of(code(error.type()), error.when(), error.instead())));
    }

    private static String topics() {
        return Arrays.stream(Topic.values()).map(Reference::topic).collect(Collectors.joining("\n"));
    }

    private static String topic(Topic topic) {
        var example = topic.example();
        return "### About %s\n\n%s\n".formatted(topic.word(), String.join("\n\n", topic.paragraphs()))
                + (example.isEmpty() ? "" : "\n```yaml\n" + example + "```\n");
    }

    private static String fields(EventType type) {
        return type.fields().stream()
                .map(field -> code(field.name()) + " " + field.meaning())
                .collect(Collectors.joining("; "));
    }
}
