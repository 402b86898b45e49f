package dev.simrun.scenario;

/** What a key's value may be, for messages, documentation and the schema. */
enum Type {
    TEXT("text"),
    TEXTS("text or list of texts"),
    LIST("list"),
    DURATION("duration such as 500ms or 2s"),
    SIZE("size such as 128MiB"),
    INTEGER("whole number"),
    BOOLEAN("true or false"),
    VALUE("any value"),
    MATCHER("matcher"),
    VARIABLES("mapping of names to values"),
    MAPPING("mapping"),
    ACTOR("runtime or an extension's name"),
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
