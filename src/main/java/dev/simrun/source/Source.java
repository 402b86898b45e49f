package dev.simrun.source;

/**
 * A text that a user wrote and its name.
 *
 * @param name as shown to the user, such as {@code scenarios/shutdown.yaml}
 * @param text without a byte order mark (one at the start is taken off)
 */
public record Source(String name, String text) {
    /** The name of what is read from standard input, which is no file. */
    public static final String STANDARD_INPUT = "<stdin>";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    public Source {
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
    }

    /** Whether it is no file's text. */
    public boolean isStandardInput() {
        return name.equals(STANDARD_INPUT);
    }

    /**
     * The text of one line without its line break; empty for a line that does not exist. Lines end with {@code \n},
     * {@code \r\n} or {@code \r}, as in YAML 1.2.
     *
     * @param oneBased the number of the line, from 1
     */
    public String line(int oneBased) {
        return text.lines().skip(Math.max(0, oneBased - 1)).findFirst().orElse("");
    }

    /** How many lines the text has; a line break at the end starts no further line. */
    public int lineCount() {
        return Math.toIntExact(text.lines().count());
    }

    @Override
    public String toString() {
        return name;
    }
}
