package dev.simrun.event;

import dev.simrun.match.FactReader;
import tools.jackson.databind.json.JsonMapper;

/** Facts of what tests tell of them. */
public final class Facts {
    private static final JsonMapper JSON = new JsonMapper();

    private Facts() {}

    /** A fact of what is given of it in JSON, also with single quotes; the rest is empty or zero. */
    public static Fact of(EventType type, String fields) {
        return FactReader.read(type, JSON.readTree(fields.replace('\'', '"')));
    }
}
