package dev.simrun.language;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Rule;
import dev.simrun.scenario.Rule.When;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rules of a fake. */
final class RuleReader {
    private static final Key<When> WHEN =
            Key.needed("when", Kind.choice("a trigger", When.class, false), "what triggers it");
    private static final Key<Integer> NTH =
            Key.of("nth", Kind.integer(1, Integer.MAX_VALUE), "only the nth time, counted over the whole case");
    private static final Key<Expected> PAYLOAD =
            Key.of("payload", Kind.MATCHER, "only invocations with such a payload (runtime)");
    static final Key<List<String>> PRINT = Key.of("print", Kind.TEXTS, "lines for standard output");
    static final Key<Duration> DELAY = Key.of("delay", Kind.DURATION, "a pause before what is written after it");

    static final List<Key<?>> KEYS = Stream.of(List.of(WHEN, NTH, PAYLOAD, PRINT, DELAY), ActionReader.KEYS)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private static final List<Key<?>> SELECTORS = List.of(WHEN, NTH, PAYLOAD, PRINT, DELAY);

    private final Actor.Kind kind;
    private final Problems problems;
    private final Matchers matchers;
    private final ActionReader actions;

    RuleReader(Actor.Kind kind, Substitution substitution, Problems problems) {
        var setting = new Setting(problems, new Names(problems::add, substitution), substitution, Map.of(), true);
        this.kind = kind;
        this.problems = problems;
        this.matchers = new Matchers(setting);
        this.actions = new ActionReader(setting, kind);
    }

    static ObjectNode reference(Actor.Kind kind) {
        return Schemas.reference(kind == Actor.Kind.RUNTIME ? "runtime_rule" : "extension_rule");
    }

    /** A rule of an actor of that kind. */
    static ObjectNode schema(Actor.Kind kind) {
        var schema = MappingSchemas.mapping(KEYS);
        schema.remove("propertyNames");
        var known = MappingSchemas.has(WHEN.name());
        known.withObject("properties")
                .set(WHEN.name(), Schemas.names(WHEN.kind().words().keySet()));
        MappingSchemas.rule(schema, known).set("else", MappingSchemas.only(Schemas.anything(), Key.names(KEYS)));
        for (var when : When.values()) {
            var word = when.name().toLowerCase(Locale.ROOT);
            var allowed = Key.names(ActionReader.allowed(kind, when));
            var keys = new LinkedHashSet<>(Key.names(SELECTORS));
            if (kind != Actor.Kind.RUNTIME || when != When.INVOKE) {
                keys.remove(PAYLOAD.name());
            }
            keys.add(ActionReader.DO.name());
            keys.addAll(allowed);
            var then = MappingSchemas.only(Schemas.anything(), keys);
            then.withObject("properties").set(ActionReader.DO.name(), ActionListReader.schema(kind, when));
            MappingSchemas.rule(schema, MappingSchemas.has(WHEN.name(), word)).set("then", then);
        }
        for (var action : ActionReader.KEYS) {
            var others = new ArrayList<>(Key.names(ActionReader.KEYS));
            others.remove(action.name());
            MappingSchemas.rule(schema, MappingSchemas.has(action.name()))
                    .set("then", MappingSchemas.without(others, "a rule has one action; do takes several"));
        }
        return schema;
    }

    List<Rule> rules(Node node) {
        var rules = new ArrayList<Rule>();
        if (!(node instanceof Node.Sequence)) {
            var problem = Problem.of(node.at(), node.shown() + " is not a list of rules, or none");
            problems.add(problem.remark(
                    node instanceof Node.Mapping
                            ? "write [{when: …}], or begin each rule with \"- \""
                            : "leave fake out: without rules it does what is usual"));
            return rules;
        }
        for (var item : Decoders.items(node, "a list of rules, or none", problems::add)) {
            rule(item).ifPresent(rule -> {
                rules.stream()
                        .filter(earlier -> hides(earlier, rule))
                        .findFirst()
                        .ifPresent(earlier -> problems.add(Problem.of(
                                        rule.at(), "this rule is never reached: an earlier one fits whatever it fits")
                                .note("the earlier one is at " + earlier.at() + "; the first that fits wins")));
                rules.add(rule);
            });
        }
        return rules;
    }

    /** Whether a rule has no selector, or one with the same value, where the other has it. */
    private static boolean hides(Rule earlier, Rule rule) {
        return earlier.when() == rule.when()
                && (earlier.nth().isEmpty() || earlier.nth().equals(rule.nth()))
                && (earlier.payload().isEmpty()
                        || earlier.payload()
                                .map(RuleReader::tree)
                                .equals(rule.payload().map(RuleReader::tree)));
    }

    private static JsonNode tree(Expected payload) {
        return payload.node().toJson();
    }

    private Optional<Rule> rule(Node node) {
        var fields = Fields.of(node, "a rule", KEYS, problems);
        var when = fields.get(WHEN);
        if (when.isEmpty()) {
            return Optional.empty();
        }
        if (!actions.mayBe(fields, when.get())) {
            return Optional.empty();
        }
        var action = actions.read(fields, when.get());
        if (kind == Actor.Kind.RUNTIME
                && when.get() == When.INVOKE
                && !fields.has(NTH)
                && action.orElse(null) instanceof Action.Do list
                && list.pollsUnanswered()) {
            problems.add(Problem.of(node.at(), "a poll before the answer brings the same event again, for ever")
                    .note("with nth it happens once"));
        }
        return Optional.of(new Rule(
                node.at(),
                when.get(),
                fields.get(NTH).map(OptionalInt::of).orElse(OptionalInt.empty()),
                payload(fields, when.get()),
                fields.get(PRINT).orElse(List.of()),
                fields.get(DELAY).orElse(Duration.ZERO),
                delayFirst(fields),
                action));
    }

    /** The two are carried out in the order in which they are written. */
    private static boolean delayFirst(Fields fields) {
        return fields.has(PRINT) && fields.has(DELAY) && before(fields.keyAt(DELAY), fields.keyAt(PRINT));
    }

    private static boolean before(Location one, Location other) {
        return one.line() < other.line() || (one.line() == other.line() && one.column() < other.column());
    }

    private Optional<Expected> payload(Fields fields, When when) {
        var node = fields.node(PAYLOAD);
        if (node.isPresent() && (kind != Actor.Kind.RUNTIME || when != When.INVOKE)) {
            problems.tell(fields.keyAt(PAYLOAD), "only a runtime's invocations have a payload");
        }
        return node.flatMap(matchers::read);
    }
}
