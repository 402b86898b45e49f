package dev.simrun.typing;

import java.util.LinkedHashMap;
import java.util.Map;

/** A mapping or a list in which what is being typed stands. */
final class Level {
    /** More keys of one mapping are not kept: none in the catalogue has so many. */
    private static final int MAX_KEYS = 200;

    private final Place place;
    private final boolean list;
    private final boolean brackets;
    private final int indent;
    private final Map<String, String> given = new LinkedHashMap<>();
    private String key = "";
    private Awaits awaits;

    /** What comes next. */
    enum Awaits {
        KEY,
        COLON,
        VALUE,
        /** A comma, a new line, or the end. */
        NEXT
    }

    /** An empty one, with the column of its keys or dashes; brackets have none. */
    Level(Place place, boolean list, boolean brackets, int indent) {
        this.place = place;
        this.list = list;
        this.brackets = brackets;
        this.indent = indent;
        this.awaits = list ? Awaits.VALUE : Awaits.KEY;
    }

    Place place() {
        return place;
    }

    boolean list() {
        return list;
    }

    /** Whether it stands in brackets or braces. */
    boolean brackets() {
        return brackets;
    }

    int indent() {
        return indent;
    }

    Awaits awaits() {
        return awaits;
    }

    void await(Awaits next) {
        awaits = next;
    }

    /** The keys so far, with those values that are scalars. */
    Map<String, String> given() {
        return given;
    }

    void begin(String name) {
        key = name;
        keep("");
        awaits = Awaits.COLON;
    }

    void value(String text) {
        if (!list) {
            keep(text);
        }
        awaits = Awaits.NEXT;
    }

    private void keep(String value) {
        if (given.size() < MAX_KEYS) {
            given.put(key, value);
        }
    }

    /** The place of what comes next; of what is no value nothing is known. */
    Place child() {
        if (awaits != Awaits.VALUE) {
            return Place.anything();
        }
        return list ? place.item() : place.under(key, given);
    }
}
