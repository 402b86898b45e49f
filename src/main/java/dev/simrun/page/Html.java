package dev.simrun.page;

import dev.simrun.report.PlainText;
import dev.simrun.report.Secrets;

/** Markup of ours, in which whatever others wrote is text: without secrets, without control characters, escaped. */
final class Html {
    /** Where a value goes. */
    private static final String HOLE = "{}";

    private final Secrets secrets;
    private final StringBuilder text = new StringBuilder();

    Html(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Adds markup, with the values for its holes <code>{}</code> in order.
     *
     * @param markup a constant: what comes from outside is a value
     */
    Html add(String markup, Object... values) {
        int from = 0;
        for (var value : values) {
            int hole = markup.indexOf(HOLE, from);
            if (hole < 0) {
                throw new IllegalStateException("more values than holes: " + markup);
            }
            text.append(markup, from, hole);
            escape(secrets.masked(String.valueOf(value)));
            from = hole + HOLE.length();
        }
        text.append(markup, from, markup.length());
        return this;
    }

    private void escape(String masked) {
        PlainText.clean(masked).chars().forEach(unit -> {
            switch (unit) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                default -> text.append((char) unit);
            }
        });
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
