package dev.simrun.typing;

/**
 * A piece of YAML that is being typed.
 *
 * @param from where it begins in the text
 * @param to where it ends; the last piece may reach the end of the text unfinished
 * @param column of its beginning, from 0
 * @param first whether nothing but blanks stands before it on its line
 * @param finished false for a quoted text without its second quote
 */
record Token(Kind kind, int from, int to, int column, boolean first, boolean finished) {
    /** What a piece is. */
    enum Kind {
        DASH,
        OPEN_MAPPING,
        OPEN_LIST,
        CLOSE,
        COMMA,
        COLON,
        PLAIN,
        SINGLE,
        DOUBLE,
        BLOCK,
        COMMENT;

        boolean quoted() {
            return this == SINGLE || this == DOUBLE;
        }
    }

    /** The text that it stands for; of what double quotes can escape only quote and backslash. */
    String value(String text) {
        var inside = text.substring(Math.min(from + (kind.quoted() ? 1 : 0), to), to);
        if (kind.quoted() && finished) {
            inside = inside.substring(0, inside.length() - 1);
        }
        return switch (kind) {
            case SINGLE -> inside.replace("''", "'");
            case DOUBLE -> inside.replace("\\\"", "\"").replace("\\\\", "\\");
            case PLAIN, BLOCK, DASH, OPEN_MAPPING, OPEN_LIST, CLOSE, COMMA, COLON, COMMENT -> inside;
        };
    }

    Token until(int end) {
        return new Token(kind, from, end, column, first, finished);
    }
}
