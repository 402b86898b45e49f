package dev.simrun.language;

import dev.simrun.scenario.Values;
import java.util.List;
import java.util.Optional;

/**
 * A key of the language: what its value may be and what it is for.
 *
 * @param usual what holds where the key is left out; may be empty
 * @param otherwise the same as a value, if it is one
 */
public record Key<T>(String name, Kind<T> kind, boolean required, String text, String usual, Optional<T> otherwise) {

    /** Keys are looked up often, and what they are made of is deep. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** A key that can be left out. */
    public static <T> Key<T> of(String name, Kind<T> kind, String text) {
        return new Key<>(name, kind, false, text, "", Optional.empty());
    }

    /** A key that must be there. */
    static <T> Key<T> needed(String name, Kind<T> kind, String text) {
        return new Key<>(name, kind, true, text, "", Optional.empty());
    }

    /** A key that can be left out: it is then as if that text were written. */
    static <T> Key<T> of(String name, Kind<T> kind, String text, String otherwise) {
        var value = kind.decoder().decode(Values.plain(Values.NOWHERE, otherwise), problem -> {
            throw new IllegalStateException(name + ": " + problem);
        });
        return of(name, kind, text).otherwise(otherwise, value.orElseThrow());
    }

    /** A key that can be left out: something holds then that is no value of its own. */
    static <T> Key<T> usually(String name, Kind<T> kind, String text, String words) {
        return new Key<>(name, kind, false, text, words, Optional.empty());
    }

    Key<T> optional() {
        return new Key<>(name, kind, false, text, usual, otherwise);
    }

    /** Where it is left out the value holds that is said in words. */
    Key<T> otherwise(String words, T value) {
        return new Key<>(name, kind, required, text, words, Optional.of(value));
    }

    public static List<String> names(List<? extends Key<?>> keys) {
        return keys.stream().<String>map(Key::name).toList();
    }

    /** The key of that name, if it is one of these. */
    public static <K extends Key<?>> Optional<K> find(List<K> keys, String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }
}
