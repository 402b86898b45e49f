package dev.simrun.manual;

import dev.simrun.event.EventType;
import dev.simrun.language.Catalogue;
import dev.simrun.language.EventFields;
import dev.simrun.language.Key;
import dev.simrun.language.StepSpec;
import dev.simrun.manual.Paragraphs.Row;
import dev.simrun.match.Operators;
import dev.simrun.match.Spelling;
import dev.simrun.referee.ProtocolRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The language explained in plain text, name by name; nothing is wider than 80 columns. */
public final class Explain {
    private static final String EVENTS = "events";
    private static final String RULES = "rules";
    private static final String ACTOR = "an actor";

    private Explain() {}

    /**
     * What the name means, for all that it means: a step, a modifier, a top-level key, a key of a rule, an operator, an
     * event's type, {@code events} for all types, a rule of the referee, an error of Lambda, or a topic. Ends in a line
     * feed; empty if nothing has the name.
     */
    public static Optional<String> text(String name) {
        var parts = new ArrayList<String>();
        Catalogue.step(name).map(Explain::step).ifPresent(parts::add);
        Catalogue.modifier(name).map(Explain::modifier).ifPresent(parts::add);
        Key.find(Catalogue.TOP_LEVEL, name).map(Explain::topLevel).ifPresent(parts::add);
        Key.find(Catalogue.RULE, name).map(Explain::ruleKey).ifPresent(parts::add);
        nested(name).forEach(parts::add);
        Operators.all().stream()
                .filter(operator -> operator.name().equals(name))
                .map(Explain::operator)
                .forEach(parts::add);
        EventType.named(name).map(Explain::event).ifPresent(parts::add);
        ProtocolRule.named(name).map(Explain::protocolRule).ifPresent(parts::add);
        LambdaError.named(name).map(LambdaError::text).ifPresent(parts::add);
        Topic.named(name).map(Topic::text).ifPresent(parts::add);
        if (name.equals(EVENTS)) {
            parts.add(events());
        }
        if (name.equals(RULES)) {
            parts.add(rules());
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
    }

    /** Names with their meanings, as a table of lines. */
    public static String table(Map<String, String> rows) {
        return table(rows, 0);
    }

    /** The same with names of at least so many columns, to stand below another such table. */
    public static String table(Map<String, String> rows, int columns) {
        return new Paragraphs()
                .rows(
                        rows.entrySet().stream()
                                .map(it -> new Row(it.getKey(), it.getValue()))
                                .toList(),
                        columns)
                .toString();
    }

    /** Words in lines of 80 columns. */
    public static String wrapped(String words) {
        return new Paragraphs().wrapped(words).toString();
    }

    /** All names, by what they are. */
    public static String overview() {
        var text = new Paragraphs().line("simrun explain NAME explains one of these.");
        names().forEach((title, names) -> text.line("").line(title).wrapped(String.join(" ", names)));
        return text.toString();
    }

    /** The name that was probably meant. */
    public static Optional<String> nearest(String name) {
        var known = new LinkedHashSet<String>();
        names().values().forEach(known::addAll);
        return Spelling.nearest(name, known)
                .or(() -> Spelling.nearest("$" + name, known).filter(guess -> guess.startsWith("$")));
    }

    /** What {@link #text} knows, in groups. */
    public static Map<String, List<String>> names() {
        var groups = new LinkedHashMap<String, List<String>>();
        groups.put("Top-level keys:", Key.names(Catalogue.TOP_LEVEL));
        groups.put("Steps:", Catalogue.stepKeys());
        groups.put("Modifiers, beside a step's key:", Key.names(Catalogue.MODIFIERS));
        groups.put("Keys of a fake's rules:", Key.names(Catalogue.RULE));
        groups.put(
                "Operators of matchers:",
                Operators.all().stream().map(Operators.Operator::name).toList());
        groups.put(
                "Event types:",
                Arrays.stream(EventType.values()).map(EventType::wireName).toList());
        groups.put("Rules of the referee:", ProtocolRule.ids());
        groups.put("Keys of actors, of function and of limits:", nestedNames());
        groups.put("Errors of Lambda:", LambdaError.types());
        groups.put("Topics:", Topic.words());
        groups.put("Lists:", List.of(EVENTS, RULES));
        return groups;
    }

    private static String step(StepSpec step) {
        var text = new Paragraphs().line("Step " + step.key()).wrapped(step.text());
        text.table("Arguments:", rows(step.arguments()));
        step.arguments()
                .forEach(it ->
                        text.table("Keys of " + it.name() + ":", rows(it.kind().keys())));
        step.main().ifPresent(main -> text.line("").wrapped("A value that is no mapping is \"" + main.name() + "\"."));
        switch (step.open()) {
            case NOTHING -> {}
            case NAMES -> text.line("").wrapped("It takes a mapping of any names.");
            case EVENT -> text.line("").wrapped("The fields of each type: simrun explain events.");
            case RESULT -> text.line("").line("Fields:").wrapped(String.join(", ", Key.names(step.fields())));
        }
        if (!step.results().isEmpty()) {
            text.line("").line("Its result has:").wrapped(String.join(", ", Key.names(step.results())));
        }
        text.line("").line("Modifiers:").wrapped(String.join(", ", Key.names(step.modifiers())));
        return text.line("").line("Example:").line("  " + step.example()).toString();
    }

    private static List<Row> rows(List<? extends Key<?>> keys) {
        return keys.stream().map(key -> new Row(key.name(), meaning(key))).toList();
    }

    private static String meaning(Key<?> key) {
        return key.text() + " (" + key.kind().label() + needs(key) + ")";
    }

    private static String needs(Key<?> key) {
        return key.required() ? "; required" : usually(key);
    }

    private static String usually(Key<?> key) {
        return key.usual().isEmpty() ? "" : "; usually " + key.usual();
    }

    private static String modifier(Key<?> key) {
        return new Paragraphs()
                .line("Modifier " + key.name())
                .wrapped(key.text())
                .toString();
    }

    private static String topLevel(Key<?> key) {
        var text = new Paragraphs().line("Top-level key " + key.name()).wrapped(meaning(key));
        var title = switch (key.name()) {
            case "extensions" -> "Keys of each:";
            case "referee" -> "Rules:";
            case "requires" -> "Keys, where it is no text:";
            default -> "Keys:";
        };
        text.table(title, rows(key.kind().keys()));
        switch (key.name()) {
            case "cases" -> text.line("").line("Example:").line("  cases: {small: {n: 1}, big: {n: 9}}");
            case "steps", "finally" ->
                text.table(
                        "Steps:",
                        Catalogue.STEPS.stream()
                                .map(step -> new Row(step.key(), step.text()))
                                .toList());
            case "runtime", "extensions" -> text.line("").wrapped("A fake's rules: simrun explain rules.");
            default -> {}
        }
        return text.toString();
    }

    private static String ruleKey(Key<?> key) {
        var title = key.name().equals("register") ? "Keys:" : "Keys; a text alone is the type:";
        return new Paragraphs()
                .line("Rule key " + key.name())
                .wrapped(meaning(key))
                .table(title, rows(key.kind().keys()))
                .toString();
    }

    /** A key of an actor, of {@code function} or of {@code limits}; also as {@code limits.init}. */
    private static List<String> nested(String name) {
        var found = new ArrayList<String>();
        nested(ACTOR, "extensions", Catalogue.EXTENSION, name).ifPresent(found::add);
        nested("function", "function", Catalogue.FUNCTION, name).ifPresent(found::add);
        nested("limits", "limits", Catalogue.LIMITS, name).ifPresent(found::add);
        return found;
    }

    private static List<String> nestedNames() {
        return Stream.of(Catalogue.EXTENSION, Catalogue.FUNCTION, Catalogue.LIMITS)
                .flatMap(keys -> Key.names(keys).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> nested(String of, String prefix, List<Key<?>> keys, String name) {
        return keys.stream()
                .filter(key -> name.equals(key.name()) || name.equals(prefix + "." + key.name()))
                .findFirst()
                .map(key -> new Paragraphs()
                        .line("Key " + key.name() + " of " + of)
                        .wrapped("Means: " + key.text() + ".")
                        .wrapped("Value: " + key.kind().label() + usually(key) + ".")
                        .example(of.equals(ACTOR) ? ActorExamples.of(key.name()) : "")
                        .toString());
    }

    private static String rules() {
        return new Paragraphs()
                .line("Rules of a fake")
                .wrapped("A fake follows the first of its rules that fits; without one it does what a well-behaved"
                        + " actor does. A rule has at most one action.")
                .table("Keys:", rows(Catalogue.RULE))
                .line("")
                .wrapped("Actions: " + String.join(", ", Catalogue.ACTIONS) + ".")
                .toString();
    }

    private static String operator(Operators.Operator operator) {
        return new Paragraphs()
                .line("Operator " + operator.name())
                .wrapped("Means: " + operator.meaning() + ".")
                .wrapped("It takes: " + operator.operand() + ".")
                .line("")
                .line("Example:")
                .line("  " + operator.example())
                .toString();
    }

    private static String protocolRule(ProtocolRule rule) {
        return new Paragraphs()
                .line("Rule " + rule.id() + " of the referee")
                .wrapped("Broken when " + rule.summary() + ".")
                .line("")
                .wrapped(rule.explanation())
                .line("")
                .wrapped("Instead: " + rule.instead() + ".")
                .line("")
                .line("To silence it in a scenario that breaks it on purpose:")
                .line("  referee: {" + rule.id() + ": the reason}")
                .toString();
    }

    private static String event(EventType type) {
        var own = fields(EventFields.own(type));
        return new Paragraphs()
                .line("Event " + type.wireName())
                .wrapped("Means: " + type.summary() + ".")
                .table("Fields:", Stream.concat(own, fields(EventFields.COMMON)).toList())
                .toString();
    }

    private static Stream<Row> fields(List<? extends Key<?>> fields) {
        return fields.stream().map(field -> new Row(field.name(), field.text()));
    }

    private static String events() {
        var common = String.join(", ", Key.names(EventFields.COMMON));
        var text = new Paragraphs().line("Events").wrapped("Every event has type, " + common + ".");
        for (var type : EventType.values()) {
            text.line("")
                    .wrapped(type.wireName() + ": " + type.summary())
                    .rows(fields(EventFields.own(type)).toList());
        }
        return text.toString();
    }
}
