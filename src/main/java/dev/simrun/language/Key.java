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

    /** A key that can be left out. */
    public static <T> Key<T> of(String name, Kind<T> kind, String text) {
        return new Key<>(name, kind, false, text, "", Optional.empty());
    }

    Key<T> needed() {
        return new Key<>(name, kind, true, text, usual, otherwise);
    }

    Key<T> optional() {
        return new Key<>(name, kind, false, text, usual, otherwise);
    }

    /** Where it is left out something holds that is no value of its own. */
    Key<T> usually(String words) {
        return new Key<>(name, kind, required, text, words, Optional.empty());
    }

    /** Where it is left out it is as if this were written. */
    Key<T> otherwise(String written) {
        var node = Values.plain(Values.NOWHERE, written);
        var value = kind.decoder().decode(node, problem -> {
            throw new IllegalStateException(name + ": " + problem);
        });
        return otherwise(written, value.orElseThrow());
    }

    /** Where it is left out the value holds that is said in words. */
    Key<T> otherwise(String words, T value) {
        return new Key<>(name, kind, required, text, words, Optional.of(value));
    }

    /** The names of some keys. */
    public static List<String> names(List<? extends Key<?>> keys) {
        return keys.stream().<String>map(Key::name).toList();
    }
}
