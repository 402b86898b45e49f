package dev.simrun.language;

/**
 * What a key's value may be, for messages, documentation and the schema. Some differ only in what
 * is proposed for them while they are typed.
 */
public enum Type {
    TEXT("text"),
    TEXTS("text or list of texts"),
    LIST("list"),
    DURATION("duration such as 500ms or 2s"),
    SIZE("size such as 128MiB"),
    INTEGER("whole number"),
    BOOLEAN("true or false"),
    VALUE("any value"),
    PAYLOAD("any value"),
    MATCHER("matcher"),
    EVENT_TYPE("matcher"),
    EVENT_ACTOR("matcher"),
    EVENTS("list"),
    VARIABLES("mapping of names to values"),
    MAPPING("mapping"),
    ACTOR("runtime or an extension's name"),
    EXTENSION("text"),
    EXTENSIONS("text or list of texts"),
    BOUND("text"),
    SIGNAL("text"),
    COMMAND("list: a program and its arguments"),
    STEPS("list of steps"),
    NOTHING("true");

    private final String label;

    Type(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
