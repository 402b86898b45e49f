package dev.simrun.scenario;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

/**
 * An argument: a value that the file gives, or one that needs names bound by earlier steps.
 *
 * @param at where the value stands in the file
 * @param known the value, if it needs no names
 * @param value makes it of the names
 */
public record Arg<T>(Location at, Optional<T> known, Function<Scope, T> value) {

    /** An argument whose value is known. */
    public static <T> Arg<T> of(Location at, T value) {
        return new Arg<>(at, Optional.of(value), _ -> value);
    }

    /** An argument that needs names. */
    public static <T> Arg<T> late(Node node, Decoder<T> decoder) {
        return late(node.at(), scope -> decode(node, decoder, scope));
    }

    /** An argument that is made of others. */
    public static <T> Arg<T> late(Location at, Function<Scope, T> value) {
        return new Arg<>(at, Optional.empty(), value);
    }

    /** An argument that is made of this one. */
    public <R> Arg<R> map(Function<T, R> more) {
        return new Arg<>(at, known.map(more), value.andThen(more));
    }

    /**
     * The value, with the names that it needs.
     *
     * @throws ScenarioException if a name has no value, or one of the wrong type
     */
    public T in(Scope scope) {
        return value.apply(scope);
    }

    private static <T> T decode(Node node, Decoder<T> decoder, Scope scope) {
        var problems = new ArrayList<Problem>();
        var filled = Template.fill(node, scope::find, problems::add);
        if (problems.isEmpty()) {
            var value = decoder.decode(filled, problems::add);
            if (value.isPresent() && problems.isEmpty()) {
                return value.get();
            }
        }
        throw new ScenarioException(problems);
    }

    @Override
    public String toString() {
        return known.map(Object::toString).orElse("late at " + at.line() + ":" + at.column());
    }
}
