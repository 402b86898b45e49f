package dev.simrun.wire;

/** Bodies in JSON that hold nothing but texts. */
public final class JsonText {
    private JsonText() {}

    /** An object: its keys and, after each, the value. */
    public static String object(String... keysAndValues) {
        var text = new StringBuilder("{");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",");
            quote(keysAndValues[i], text);
            text.append(':');
            quote(keysAndValues[i + 1], text);
        }
        return text.append('}').toString();
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            switch (one) {
                case '"', '\\' -> text.append('\\').append(one);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (one < ' ') {
                        text.append("\\u%04X".formatted((int) one));
                    } else {
                        text.append(one);
                    }
                }
            }
        }
        text.append('"');
    }
}
