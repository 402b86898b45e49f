package dev.simrun.language;

import dev.simrun.event.Shape;
import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Default;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.scenario.StepType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A step as the catalogue describes it.
 *
 * @param main the argument that may be written as a scalar
 * @param open what fields may be given beyond the arguments
 * @param results the fields of its result; empty where it has none
 * @param within whether it takes that modifier
 * @param holdsSteps whether it stands for the steps in it, and is none itself
 * @param rules adds to the schema of its arguments what isn't about one of them alone
 */
public record StepSpec(
        StepType type,
        String text,
        Optional<Key<?>> main,
        List<Key<?>> arguments,
        Open open,
        List<Key<Expected>> results,
        boolean within,
        boolean holdsSteps,
        Consumer<ObjectNode> rules,
        String example,
        Reader reader) {
    public StepSpec {
        arguments = List.copyOf(arguments);
        results = List.copyOf(results);
    }

    /** Makes the step of its arguments; empty once it has told what is wrong. */
    @FunctionalInterface
    interface Reader {
        Optional<Step> read(Common common, Arguments arguments);
    }

    /** What stands beside the arguments of an open step. */
    public enum Open {
        NOTHING,
        /** Names of the author's. */
        NAMES,
        /** Fields of an event. */
        EVENT,
        /** Fields of a result. */
        RESULT
    }

    /** A step without arguments that waits for something and has no result. */
    static Draft of(String key, String text, String example) {
        return new Draft(key, text, example);
    }

    public String key() {
        return type.key();
    }

    /** How it is written, without the dash. */
    String form() {
        return example().replaceFirst("^- ", "");
    }

    /** Whether fields may be given beyond the arguments. */
    public boolean isOpen() {
        return open != Open.NOTHING;
    }

    /** The fields that may be given beyond the arguments, as far as they are known by name. */
    public List<Key<Expected>> fields() {
        var fields = switch (open) {
            case NOTHING, NAMES -> List.<Key<Expected>>of();
            case EVENT -> EventFields.ALL;
            case RESULT -> Results.ALL;
        };
        var taken = Key.names(arguments);
        return fields.stream().filter(field -> !taken.contains(field.name())).toList();
    }

    /** What is known of its result. */
    Shape result() {
        return results.isEmpty() ? new Shape.Json() : Matchers.shape("the result of " + key(), results);
    }

    public List<Key<?>> modifiers() {
        return Modifiers.ALL.stream().filter(this::takes).toList();
    }

    boolean takes(Key<?> modifier) {
        if (holdsSteps) {
            return modifier.equals(Modifiers.AS);
        }
        if (modifier.equals(Modifiers.WITHIN)) {
            return within;
        }
        return !results.isEmpty() || !Modifiers.OF_A_RESULT.contains(modifier);
    }

    /** A description that is being written. */
    static final class Draft {
        private final String key;
        private final String text;
        private final String example;
        private Optional<Key<?>> main = Optional.empty();
        private List<Key<?>> arguments = List.of();
        private Open open = Open.NOTHING;
        private List<Key<Expected>> results = List.of();
        private Set<Default> defaults = Set.of();
        private boolean mayWait = true;
        private boolean movesMark;
        private boolean within;
        private boolean holdsSteps;
        private Consumer<ObjectNode> rules = _ -> {};

        private Draft(String key, String text, String example) {
            this.key = key;
            this.text = text;
            this.example = example;
        }

        Draft takes(Key<?>... all) {
            arguments = List.of(all);
            return this;
        }

        /** The argument that may be written alone; with the others, if they aren't told before. */
        Draft main(Key<?> first, Key<?>... others) {
            main = Optional.of(first);
            if (arguments.isEmpty()) {
                arguments = Stream.concat(Stream.of(first), Stream.of(others)).toList();
            }
            return this;
        }

        Draft open(Open fields) {
            open = fields;
            return this;
        }

        /** Its result has those fields, and must be as the defaults say. */
        Draft gives(List<Key<Expected>> fields, Default... usually) {
            results = fields;
            defaults = Set.of(usually);
            return this;
        }

        /** From its beginning on {@code expect_*} look at what happens. */
        Draft movesMark() {
            movesMark = true;
            return this;
        }

        /** It never has to wait for anything. */
        Draft atOnce() {
            mayWait = false;
            return this;
        }

        /** What the schema of its arguments has beside them. */
        Draft ruled(Consumer<ObjectNode> others) {
            rules = others;
            return this;
        }

        /** It stands for the steps in it. */
        Draft holdsSteps() {
            holdsSteps = true;
            return this;
        }

        Draft within() {
            within = true;
            return this;
        }

        /** A step of one argument, which must be given and may be written alone. */
        <T> StepSpec makes(Key<T> only, BiFunction<Common, Arg<T>, Step> step) {
            return main(only).reads((common, given) -> given.get(only).map(argument -> step.apply(common, argument)));
        }

        StepSpec reads(Reader reader) {
            var type = new StepType(key, mayWait, movesMark, defaults);
            return new StepSpec(type, text, main, arguments, open, results, within, holdsSteps, rules, example, reader);
        }
    }
}
