package dev.simrun.scenario;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;

import java.util.ArrayList;
import java.util.Optional;

/** An argument: a value that the file gives, or one that needs names bound by earlier steps. */
public final class Arg<T> {
    private final Location at;
    private final Optional<T> known;
    private final Optional<Late<T>> late;

    private Arg(Location at, Optional<T> known, Optional<Late<T>> late) {
        this.at = at;
        this.known = known;
        this.late = late;
    }

    private record Late<T>(Node node, Decoder<T> decoder) {}

    /** An argument whose value is known. */
    public static <T> Arg<T> of(Location at, T value) {
        return new Arg<>(at, Optional.of(value), Optional.empty());
    }

    /** An argument that needs names. */
    public static <T> Arg<T> late(Node node, Decoder<T> decoder) {
        return new Arg<>(node.at(), Optional.empty(), Optional.of(new Late<>(node, decoder)));
    }

    /** Where the value stands in the file. */
    public Location at() {
        return at;
    }

    /** The value, if it needs no names. */
    public Optional<T> known() {
        return known;
    }

    /**
     * The value, with the names that it needs.
     *
     * @throws ScenarioException if a name has no value, or one of the wrong type
     */
    public T in(Scope scope) {
        return known.or(() -> late.map(part -> decode(part, scope))).orElseThrow();
    }

    private T decode(Late<T> part, Scope scope) {
        var problems = new ArrayList<Problem>();
        var filled = Template.fill(part.node(), scope::find, problems::add);
        if (problems.isEmpty()) {
            var value = part.decoder().decode(filled, problems::add);
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
