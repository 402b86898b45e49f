package dev.simrun.language;

import dev.simrun.scenario.Common;
import dev.simrun.scenario.Step;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A step as the catalogue describes it.
 *
 * @param main the argument that may be written as a scalar
 * @param open whether fields may be given beyond the arguments; the reader knows which
 * @param results the fields of its result; empty where it has none
 * @param modifiers beside {@code as}, {@code if} and {@code name}, which every step takes
 */
public record StepSpec(
        String key,
        String text,
        Optional<String> main,
        List<Key> arguments,
        boolean open,
        List<String> results,
        Set<String> modifiers,
        String example,
        Reader reader) {

    /** Makes the step of its arguments; empty once it has told what is wrong. */
    @FunctionalInterface
    interface Reader {
        Optional<Step> read(Common common, Arguments arguments);
    }

    public List<String> argumentNames() {
        return arguments.stream().map(Key::name).toList();
    }

    public boolean takes(String modifier) {
        return Catalogue.EVERYWHERE.contains(modifier) || modifiers.contains(modifier);
    }
}
