package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.event.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of steps. */
public final class StepSchemas {
    private static final String EVENT = "event";

    private StepSchemas() {}

    /** Adds what steps, and all that stands in them, refer to. */
    public static void define(ObjectNode definitions) {
        definitions.set("step", step());
        definitions.set(EVENT, event());
        MatcherSchemas.define(definitions, shapes());
    }

    /** Of all matchers that there can be. */
    private static List<Shape> shapes() {
        var kinds = Stream.of(
                        Catalogue.STEPS.stream().flatMap(step -> step.arguments().stream()),
                        Catalogue.STEPS.stream().flatMap(step -> step.results().stream()),
                        FaultSteps.REQUEST.stream(),
                        Arrays.stream(EventType.values()).flatMap(type -> EventFields.of(type).stream()),
                        EventFields.ALL.stream(),
                        Results.ALL.stream())
                .<Key<?>>flatMap(it -> it)
                .map(Key::kind)
                .filter(Kind::isMatcher)
                .map(Kind::shape);
        var trees = Stream.concat(
                Catalogue.STEPS.stream()
                        .filter(step -> !step.results().isEmpty())
                        .map(StepSpec::result),
                Stream.of(anyResult(), anyEvent()));
        return Stream.concat(kinds, trees).distinct().toList();
    }

    private static Shape.Tree anyResult() {
        return (Shape.Tree) Matchers.shape("a result", Results.ALL);
    }

    private static Shape.Tree anyEvent() {
        var fields = new ArrayList<>(List.of(EventFields.TYPE));
        fields.addAll(EventFields.ALL);
        return (Shape.Tree) Matchers.shape("an event", fields);
    }

    /** All step keys in one mapping: alternatives would make an editor say that none fits. */
    private static ObjectNode step() {
        var bare = Catalogue.STEPS.stream()
                .filter(StepSchemas::standsAlone)
                .map(StepSpec::key)
                .toList();
        var schema = Schemas.pattern("^(" + String.join("|", bare) + ")$", "object")
                .put(
                        Schemas.MESSAGE,
                        "a step is a mapping such as {invoke: {}}, or one of these alone: " + String.join(", ", bare));
        var properties = schema.putObject("properties");
        Catalogue.STEPS.forEach(step -> properties.set(step.key(), arguments(step)));
        Modifiers.ALL.forEach(key -> properties.set(key.name(), Schemas.of(key)));
        var each = schema.putArray("allOf");
        Catalogue.STEPS.forEach(step -> each.add(beside(step)));
        withoutKey(MappingSchemas.rule(
                schema, MappingSchemas.oneOf(Catalogue.stepKeys(), "a step without a step key, such as invoke")));
        return schema;
    }

    /** What is told where there is no step's key: that another one is unknown, or that it is missing. */
    private static void withoutKey(ObjectNode rule) {
        var keys = Stream.concat(Catalogue.stepKeys().stream(), Key.names(Modifiers.ALL).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var otherwise = rule.putObject("else");
        otherwise.putObject("if").set("propertyNames", Schemas.names(keys));
        otherwise.set("then", rule.get("if").deepCopy());
        otherwise.set(
                "else",
                Schemas.anything()
                        .set(
                                "propertyNames",
                                Schemas.names(keys)
                                        .put(
                                                Schemas.MESSAGE,
                                                "unknown step; there are: "
                                                        + String.join(", ", Catalogue.stepKeys()))));
    }

    private static boolean standsAlone(StepSpec step) {
        return MappingSchemas.isEnoughAlone(arguments(step));
    }

    /** What may stand beside a step's key: neither another one, nor a modifier without a meaning there. */
    private static ObjectNode beside(StepSpec step) {
        var rule = Schemas.anything();
        rule.set("if", MappingSchemas.has(step.key()));
        var then = rule.putObject("then");
        if (!step.results().isEmpty()) {
            then.putObject("properties")
                    .set(
                            Modifiers.EXPECT.name(),
                            Schemas.matcher(step.result()).put("description", Modifiers.EXPECT.text()));
        }
        var taken = new ArrayList<>(List.of(step.key()));
        taken.addAll(Key.names(step.modifiers()));
        then.set(
                "propertyNames",
                Schemas.names(taken)
                        .put(
                                Schemas.MESSAGE,
                                "beside " + step.key() + " can stand: "
                                        + String.join(", ", Key.names(step.modifiers()))
                                        + "; another step begins with \"- \""));
        return rule;
    }

    /** A step's value: a mapping of its arguments, or the main one alone. */
    private static ObjectNode arguments(StepSpec step) {
        var schema = switch (step.open()) {
            case NOTHING -> MappingSchemas.arguments(step);
            case NAMES -> names(step);
            case EVENT -> ofEvent(step);
            case RESULT -> ofResult(step);
        };
        step.rules().accept(schema);
        return schema.put("description", step.text() + " Example: " + step.example());
    }

    private static ObjectNode names(StepSpec step) {
        var schema = MappingSchemas.needed(MappingSchemas.arguments(step)).put("minProperties", 1);
        schema.remove(List.of("propertyNames", "required"));
        step.main().ifPresent(_ -> Schemas.notNull(schema.withObject("else")));
        return schema;
    }

    private static ObjectNode ofEvent(StepSpec step) {
        var schema = MappingSchemas.arguments(step);
        schema.remove("propertyNames");
        var others = ofEvents();
        others.removeAll(Key.names(step.arguments()));
        others.forEach(other -> schema.withObject("properties").put(other, false));
        schema.withArray("allOf").add(Schemas.reference(EVENT));
        return schema;
    }

    /** What stands beside the fields of an event in some step. */
    private static Set<String> ofEvents() {
        return Catalogue.STEPS.stream()
                .filter(step -> step.open() == StepSpec.Open.EVENT)
                .flatMap(step -> Key.names(step.arguments()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ObjectNode ofResult(StepSpec step) {
        var schema = MappingSchemas.arguments(step);
        schema.remove("propertyNames");
        step.fields().forEach(field -> schema.withObject("properties").set(field.name(), Schemas.of(field)));
        return MatcherSchemas.ofFields(schema, anyResult(), Key.names(step.arguments()));
    }

    /** A list of types, or of mappings of fields. */
    static ObjectNode order() {
        var event = Schemas.anything();
        event.set("if", Schemas.types("object"));
        var mapping = event.putObject("then").put("minProperties", 1);
        var others = ofEvents();
        others.remove(EventFields.TYPE.name());
        others.forEach(other -> mapping.withObject("properties").put(other, false));
        mapping.withArray("allOf").add(Schemas.reference(EVENT));
        event.set("else", Schemas.of(EventFields.TYPE));
        return Schemas.list(event).put("minItems", 2);
    }

    /** A mapping of fields of one event, which are those of its type. */
    private static ObjectNode event() {
        var schema = Schemas.anything();
        schema.withObject("properties").set(EventFields.TYPE.name(), Schemas.of(EventFields.TYPE));
        var types = Arrays.stream(EventType.values()).map(EventType::wireName).toList();
        for (var type : EventType.values()) {
            var fields = EventFields.of(type);
            var names = ofEvents();
            names.addAll(Key.names(fields));
            var then = Schemas.anything();
            fields.forEach(field -> then.withObject("properties").set(field.name(), Schemas.of(field)));
            var own = new ArrayList<>(names);
            own.removeAll(ofEvents());
            then.set(
                    "propertyNames",
                    Schemas.names(names)
                            .put(Schemas.MESSAGE, type.wireName() + " has the fields " + String.join(", ", own)));
            MappingSchemas.rule(schema, MappingSchemas.has(EventFields.TYPE.name(), type.wireName()))
                    .set("then", then);
        }
        var known = MappingSchemas.has(EventFields.TYPE.name());
        known.withObject("properties").set(EventFields.TYPE.name(), Schemas.names(types));
        var any = Schemas.anything();
        EventFields.ALL.forEach(field -> any.withObject("properties").set(field.name(), Schemas.of(field)));
        MappingSchemas.rule(schema, known).set("else", MatcherSchemas.ofFields(any, anyEvent(), ofEvents()));
        return schema;
    }
}
