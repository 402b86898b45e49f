package dev.simrun.typing;

import dev.simrun.event.EventType;
import dev.simrun.language.Arguments;
import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.language.OpenFields;
import dev.simrun.language.StepSpec;
import dev.simrun.language.Type;
import dev.simrun.manual.Explain;
import dev.simrun.match.Operators;
import dev.simrun.scenario.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What belongs at a place of a step, as the catalogue has it. */
sealed interface Place {
    /** The types that take operators. */
    Set<Type> MATCHERS = Set.of(Type.MATCHER, Type.EVENT_TYPE, Type.EVENT_ACTOR);

    /** Key of a payload that is a file. */
    String FILE = "$file";

    /** A step. */
    record Step() implements Place {}

    /** What stands after a step's key. */
    record Arguments(StepSpec step) implements Place {}

    /** What stands after another key. */
    record Value(Key key) implements Place {}

    /** A mapping of these keys and no others, which may be {@code open} to operators. */
    record Parts(List<Key> keys, boolean open) implements Place {}

    /** An event: its type, or a mapping of its fields. */
    record Event() implements Place {}

    /** A mapping of paths to matchers. */
    record Paths() implements Place {}

    /** A path of a file. */
    record FilePath() implements Place {}

    /** What a key is at a place. */
    enum Standing {
        STEP,
        ARGUMENT,
        OPERATOR,
        UNKNOWN,
        /** A name of the author's. */
        FREE
    }

    /**
     * The keys that the catalogue knows here.
     *
     * @param given the keys of the mapping so far, with those values that are plain texts
     */
    default List<Key> keys(Map<String, String> given) {
        return switch (this) {
            case Step _ ->
                    stepOf(given)
                            .map(step -> Explain.modifiers(step).stream())
                            .map(names -> names.map(Catalogue::modifier).toList())
                            .orElseGet(Place::steps);
            case Arguments arguments -> {
                var keys = new ArrayList<>(arguments.step().arguments());
                keys.addAll(fields(arguments.step(), given));
                yield keys;
            }
            case Value value ->
                    value.key().type() == Type.PAYLOAD
                            ? List.of(Key.of(FILE, Type.TEXT, "the file whose JSON is the payload"))
                            : List.of();
            case Parts parts -> parts.keys();
            case Event _ -> eventKeys(given);
            case Paths _, FilePath _ -> List.of();
        };
    }

    /** Whether keys may be operators. */
    default boolean takesOperators() {
        return switch (this) {
            case Arguments arguments ->
                    arguments.step().open() && !OpenFields.anything(arguments.step());
            case Value value -> matcher(value.key());
            case Parts parts -> parts.open();
            case Event _ -> true;
            case Step _, Paths _, FilePath _ -> false;
        };
    }

    /** Whether it knows all keys that there can be. */
    private boolean closed() {
        return switch (this) {
            case Arguments arguments -> !OpenFields.anything(arguments.step());
            case Step _, Parts _, Event _ -> true;
            case Value _, Paths _, FilePath _ -> false;
        };
    }

    /** What the key is among those. */
    default Standing standing(String name, Map<String, String> given) {
        var known = find(keys(given), name);
        if (known.isPresent()) {
            return standing(name);
        } else if (this instanceof Step && Catalogue.MODIFIERS.containsKey(name)) {
            return stepOf(given).isPresent() ? Standing.UNKNOWN : Standing.ARGUMENT;
        } else if (name.startsWith("$") && !name.startsWith("$$") && takesOperators()) {
            return operator(name) ? Standing.OPERATOR : Standing.UNKNOWN;
        }
        return closed() ? Standing.UNKNOWN : Standing.FREE;
    }

    private Standing standing(String name) {
        if (this instanceof Step && Catalogue.step(name).isPresent()) {
            return Standing.STEP;
        }
        return name.equals(FILE) ? Standing.OPERATOR : Standing.ARGUMENT;
    }

    /** The place after a key. */
    default Place under(String name, Map<String, String> given) {
        return switch (this) {
            case Step _ -> underStep(name, given);
            case Arguments(var step) when OpenFields.anything(step) -> anything();
            case Arguments(var step) when Catalogue.parts(step).containsKey(name) ->
                    parts(Catalogue.parts(step).getOrDefault(name, List.of()));
            case Arguments _, Parts _, Event _ -> underKey(name, given);
            case Value(var key) when key.type() == Type.PAYLOAD ->
                    name.equals(FILE) ? new FilePath() : anything();
            case Value(var key) when matcher(key) -> underMatcher(name);
            case Value _, FilePath _ -> anything();
            case Paths _ -> anyMatcher();
        };
    }

    private Place underKey(String name, Map<String, String> given) {
        return find(keys(given), name).<Place>map(Value::new).orElseGet(() -> underMatcher(name));
    }

    /** An alternative or the opposite is a value of the same kind. */
    private Place underMatcher(String operator) {
        return switch (operator) {
            case "$not", "$one_of" -> this;
            case "$absent", "$any" -> new Value(Key.of(operator, Type.NOTHING, ""));
            default -> anyMatcher();
        };
    }

    private static Place underStep(String name, Map<String, String> given) {
        var step = Catalogue.step(name);
        if (step.isPresent()) {
            return name.equals("assert") ? new Paths() : new Arguments(step.get());
        }
        return switch (name) {
            case "expect" -> stepOf(given).map(Place::result).orElseGet(Place::anyMatcher);
            case "if" -> new Paths();
            default -> new Value(Catalogue.modifier(name));
        };
    }

    private static Place parts(List<Key> keys) {
        return new Parts(keys, keys.stream().anyMatch(Place::matcher));
    }

    private static Place result(StepSpec step) {
        return parts(
                step.results().stream()
                        .map(name -> Key.of(name, Type.MATCHER, OpenFields.OF_A_RESULT))
                        .toList());
    }

    /** The place of an item of a list that stands here. */
    default Place item() {
        return switch (this) {
            case Step _, FilePath _ -> this;
            case Arguments(var step) ->
                    main(step).map(key -> new Value(key).item()).orElseGet(Place::anything);
            case Value(var key) when key.type() == Type.EVENTS -> new Event();
            case Value(var key) when matcher(key) || key.type() == Type.EXTENSIONS -> this;
            case Value _, Parts _, Event _, Paths _ -> anything();
        };
    }

    /** The key whose value a scalar is that stands here. */
    default Optional<Key> scalar() {
        return switch (this) {
            case Arguments(var step) -> main(step);
            case Value(var key) -> Optional.of(key);
            case Event _ -> Optional.of(Key.of("type", Type.EVENT_TYPE, "its type"));
            case Step _, Parts _, Paths _, FilePath _ -> Optional.empty();
        };
    }

    private static Optional<Key> main(StepSpec step) {
        return step.main().flatMap(name -> find(step.arguments(), name));
    }

    /** Something of which the catalogue knows nothing. */
    static Place anything() {
        return new Value(Key.of("", Type.VALUE, ""));
    }

    private static Place anyMatcher() {
        return new Value(Key.of("", Type.MATCHER, ""));
    }

    /** The step whose key is among those. */
    static Optional<StepSpec> stepOf(Map<String, String> given) {
        return given.keySet().stream().flatMap(key -> Catalogue.step(key).stream()).findFirst();
    }

    private static List<Key> steps() {
        return Catalogue.steps().stream()
                .map(step -> Key.of(step.key(), Type.MAPPING, step.text()))
                .toList();
    }

    private static List<Key> fields(StepSpec step, Map<String, String> given) {
        if (!OpenFields.ofEvents(step)) {
            return asKeys(OpenFields.of(step));
        }
        var fields =
                EventType.named(given.getOrDefault("type", ""))
                        .map(OpenFields::of)
                        .orElseGet(() -> OpenFields.of(step));
        return asKeys(fields).stream()
                .filter(field -> find(step.arguments(), field.name()).isEmpty())
                .toList();
    }

    private static List<Key> eventKeys(Map<String, String> given) {
        var order = Catalogue.step("expect_event").orElseThrow();
        var keys = new ArrayList<Key>();
        keys.add(Key.of("type", Type.EVENT_TYPE, "its type"));
        keys.addAll(fields(order, given));
        return keys;
    }

    private static List<Key> asKeys(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        Key.of(
                                field.getKey(),
                                field.getKey().equals("actor") ? Type.EVENT_ACTOR : Type.MATCHER,
                                field.getValue()))
                .toList();
    }

    private static boolean matcher(Key key) {
        return MATCHERS.contains(key.type());
    }

    private static boolean operator(String name) {
        return Operators.all().stream().anyMatch(operator -> operator.name().equals(name));
    }

    private static Optional<Key> find(List<Key> keys, String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }
}
