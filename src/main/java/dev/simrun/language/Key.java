package dev.simrun.language;

import java.util.List;

/**
 * A key of the language: what its value may be and what it is for.
 *
 * @param allowed the only values there are; empty where they are not a closed list
 * @param usual what holds where the key is left out; may be empty
 */
public record Key(
        String name, Type type, List<String> allowed, boolean required, String text, String usual) {

    public static Key of(String name, Type type, String text) {
        return new Key(name, type, List.of(), false, text, "");
    }

    public static Key of(String name, Type type, String text, String usual) {
        return new Key(name, type, List.of(), false, text, usual);
    }

    public static Key choice(String name, String text, String usual, String... allowed) {
        return new Key(name, Type.TEXT, List.of(allowed), false, text, usual);
    }

    public Key needed() {
        return new Key(name, type, allowed, true, text, usual);
    }

    public Key optional() {
        return new Key(name, type, allowed, false, text, usual);
    }

    /** The values, for messages and documentation. */
    public String values() {
        return allowed.isEmpty() ? type.label() : String.join(", ", allowed);
    }
}
