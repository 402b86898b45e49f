package dev.simrun.report;

import java.util.List;

/**
 * A field of a line of JSON Lines, or of an object in one.
 *
 * @param always whether it is there in every such line
 * @param meaning in words, without a full stop
 * @param words the only texts that it can be; empty where it can be others
 * @param fields those of the object that it is, or of each in its list
 */
record LineField(String name, Kind kind, boolean always, String meaning, List<String> words, List<LineField> fields) {
    LineField {
        words = List.copyOf(words);
        fields = List.copyOf(fields);
    }

    /** What values it has. */
    enum Kind {
        TEXT("text"),
        WHOLE("whole number"),
        SECONDS("seconds"),
        MOMENT("date and time"),
        ANY("any value"),
        TEXTS("texts"),
        WHOLES("whole numbers"),
        OBJECT("object"),
        OBJECTS("objects"),
        TEXT_BY_NAME("texts by their names");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** As documentation names it. */
        String title() {
            return title;
        }
    }

    static LineField always(String name, Kind kind, String meaning) {
        return new LineField(name, kind, true, meaning, List.of(), List.of());
    }

    static LineField ifAny(String name, Kind kind, String meaning) {
        return new LineField(name, kind, false, meaning, List.of(), List.of());
    }

    /** A text that is one of some. */
    static LineField oneOf(List<String> words, String name, String meaning) {
        return new LineField(name, Kind.TEXT, true, meaning, words, List.of());
    }

    /** The same where it is not there in all lines. */
    LineField orNone() {
        return new LineField(name, kind, false, meaning, words, fields);
    }

    static LineField object(String name, String meaning, List<LineField> fields) {
        return new LineField(name, Kind.OBJECT, true, meaning, List.of(), fields);
    }

    static LineField objects(String name, String meaning, List<LineField> fields) {
        return new LineField(name, Kind.OBJECTS, true, meaning, List.of(), fields);
    }
}
