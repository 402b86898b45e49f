package dev.simrun.typing;

import static dev.simrun.typing.Highlight.Kind.ARGUMENT;
import static dev.simrun.typing.Highlight.Kind.OPERATOR;
import static dev.simrun.typing.Highlight.Kind.STEP;
import static dev.simrun.typing.Highlight.Kind.UNKNOWN;

import dev.simrun.event.EventType;
import dev.simrun.language.Catalogue;
import dev.simrun.language.EventFields;
import dev.simrun.language.Key;
import dev.simrun.language.Kind;
import dev.simrun.language.Kind.Inside;
import dev.simrun.language.StepSpec;
import dev.simrun.match.Operators;
import dev.simrun.scenario.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What belongs at a place of a step, as the catalogue has it. */
sealed interface Place {
    /** A step. */
    record Step() implements Place {}

    /** What stands after a step's key. */
    record Arguments(StepSpec step) implements Place {}

    /** What stands after another key. */
    record Value(Key<?> key) implements Place {
        /** Whether a file can hold the value. */
        private boolean mayBeInFile() {
            return key.kind().isMatcher() || key.kind().inside() instanceof Inside.Any;
        }
    }

    /** A mapping of these keys and no others, which may be {@code open} to operators. */
    record Parts(List<Key<?>> keys, boolean open) implements Place {}

    /** An event: its type, or a mapping of its fields. */
    record Event() implements Place {}

    /** A mapping of paths to matchers. */
    record Paths() implements Place {}

    /** A path of a file. */
    record FilePath() implements Place {}

    /**
     * The keys that the catalogue knows here.
     *
     * @param given the keys of the mapping so far, with those values that are plain texts
     */
    default List<Key<?>> keys(Map<String, String> given) {
        return switch (this) {
            case Step _ -> stepOf(given).map(StepSpec::modifiers).orElseGet(Place::steps);
            case Arguments arguments -> {
                var keys = new ArrayList<Key<?>>(arguments.step().arguments());
                keys.addAll(fields(arguments.step(), given));
                yield keys;
            }
            case Value value -> value.mayBeInFile() ? List.of(Catalogue.FILE) : List.of();
            case Parts parts -> parts.keys();
            case Event _ -> eventKeys(given);
            case Paths _, FilePath _ -> List.of();
        };
    }

    default boolean takesOperators() {
        return switch (this) {
            case Arguments arguments -> arguments.step().isOpen() && !takesAnyName(arguments.step());
            case Value value -> value.key().kind().isMatcher();
            case Parts parts -> parts.open();
            case Event _ -> true;
            case Step _, Paths _, FilePath _ -> false;
        };
    }

    /** Whether it knows all keys that there can be. */
    private boolean closed() {
        return switch (this) {
            case Arguments arguments -> !takesAnyName(arguments.step());
            case Step _, Parts _, Event _ -> true;
            case Value _, Paths _, FilePath _ -> false;
        };
    }

    /** What the key is among those; empty for a name of the author's. */
    default Optional<Highlight.Kind> standing(String name, Map<String, String> given) {
        var known = Key.find(keys(given), name);
        if (known.isPresent()) {
            return Optional.of(kind(name));
        } else if (this instanceof Step && Catalogue.modifier(name).isPresent()) {
            return Optional.of(stepOf(given).isPresent() ? UNKNOWN : ARGUMENT);
        } else if (name.startsWith("$") && !name.startsWith("$$") && takesOperators()) {
            return Optional.of(operator(name) ? OPERATOR : UNKNOWN);
        }
        return closed() ? Optional.of(UNKNOWN) : Optional.empty();
    }

    private Highlight.Kind kind(String name) {
        if (this instanceof Step && Catalogue.step(name).isPresent()) {
            return STEP;
        }
        return name.equals(Catalogue.FILE.name()) ? OPERATOR : ARGUMENT;
    }

    /** The place after a key. */
    default Place under(String name, Map<String, String> given) {
        return switch (this) {
            case Step _ -> underStep(name, given);
            case Arguments(var step) when takesAnyName(step) -> anything();
            case Arguments _, Parts _, Event _ -> underKey(name, given);
            case Value value when value.mayBeInFile() && name.equals(Catalogue.FILE.name()) -> new FilePath();
            case Value(var key) when key.kind().isMatcher() -> underMatcher(name);
            case Value _, FilePath _ -> anything();
            case Paths _ -> anyMatcher();
        };
    }

    private Place underKey(String name, Map<String, String> given) {
        return Key.find(keys(given), name)
                .map(key -> key.kind().keys().isEmpty()
                        ? new Value(key)
                        : parts(key.kind().keys()))
                .orElseGet(() -> underMatcher(name));
    }

    /** An alternative or the opposite is a value of the same kind. */
    private Place underMatcher(String operator) {
        return switch (operator) {
            case "$not", "$one_of" -> this;
            case "$absent", "$any" -> new Value(Key.of(operator, Kind.YES, ""));
            default -> anyMatcher();
        };
    }

    private static Place underStep(String name, Map<String, String> given) {
        var step = Catalogue.step(name);
        if (step.isPresent()) {
            return name.equals("assert") ? new Paths() : new Arguments(step.get());
        }
        return switch (name) {
            case "expect" ->
                stepOf(given).map(it -> parts(List.copyOf(it.results()))).orElseGet(Place::anyMatcher);
            case "if" -> new Paths();
            default -> Catalogue.modifier(name).<Place>map(Value::new).orElseGet(Place::anything);
        };
    }

    private static Place parts(List<Key<?>> keys) {
        return new Parts(keys, keys.stream().anyMatch(key -> key.kind().isMatcher()));
    }

    private static boolean takesAnyName(StepSpec step) {
        return step.open() == StepSpec.Open.NAMES;
    }

    /** The place of an item of a list that stands here. */
    default Place item() {
        return switch (this) {
            case Step _, FilePath _ -> this;
            case Arguments(var step) ->
                step.main().map(key -> new Value(key).item()).orElseGet(Place::anything);
            case Value(var key) ->
                switch (key.kind().inside()) {
                    case Inside.Events _ -> new Event();
                    case Inside.Matcher _, Inside.Alike _ -> this;
                    case Inside.Unknown _, Inside.Keys _, Inside.Any _ -> anything();
                };
            case Parts _, Event _, Paths _ -> anything();
        };
    }

    /** The key whose value a scalar is that stands here. */
    default Optional<Key<?>> scalar() {
        return switch (this) {
            case Arguments(var step) -> step.main();
            case Value(var key) -> Optional.of(key);
            case Event _ -> Optional.of(Catalogue.EVENT_TYPE);
            case Step _, Parts _, Paths _, FilePath _ -> Optional.empty();
        };
    }

    /** Something of which the catalogue knows nothing. */
    static Place anything() {
        return new Value(Key.of("", Kind.VALUE, ""));
    }

    private static Place anyMatcher() {
        return new Value(Key.of("", Kind.MATCHER, ""));
    }

    /** The step whose key is among those. */
    static Optional<StepSpec> stepOf(Map<String, String> given) {
        return given.keySet().stream()
                .flatMap(key -> Catalogue.step(key).stream())
                .findFirst();
    }

    private static List<Key<?>> steps() {
        return Catalogue.STEPS.stream()
                .<Key<?>>map(step -> Key.of(step.key(), Kind.VALUE, step.text()))
                .toList();
    }

    private static List<? extends Key<?>> fields(StepSpec step, Map<String, String> given) {
        var type = EventType.named(given.getOrDefault("type", ""));
        return step.open() == StepSpec.Open.EVENT && type.isPresent()
                ? EventFields.of(type.get()).stream()
                        .filter(field ->
                                Key.find(step.arguments(), field.name()).isEmpty())
                        .toList()
                : step.fields();
    }

    private static List<Key<?>> eventKeys(Map<String, String> given) {
        var order = Catalogue.step("expect_event").orElseThrow();
        var keys = new ArrayList<Key<?>>();
        keys.add(Catalogue.EVENT_TYPE);
        keys.addAll(fields(order, given));
        return keys;
    }

    private static boolean operator(String name) {
        return Operators.all().stream().anyMatch(operator -> operator.name().equals(name));
    }
}
