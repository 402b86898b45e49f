package dev.simrun.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML, without secrets in its values. Not the JDK's writer: that costs start-up, and it lets characters through
 * that XML 1.0 forbids.
 */
final class Xml {
    private final StringBuilder text;
    private final int depth;
    private final Secrets secrets;
    private final Deque<String> open = new ArrayDeque<>();

    /** Whether the newest start tag can still take attributes. */
    private boolean inTag;

    private boolean hasContent;

    private Xml(String start, int depth, Secrets secrets) {
        this.text = new StringBuilder(start);
        this.depth = depth;
        this.secrets = secrets;
    }

    static Xml document(Secrets secrets) {
        return new Xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", 0, secrets);
    }

    /** Elements that will stand so deep in a document. */
    static Xml elementsAt(int depth, Secrets secrets) {
        return new Xml("", depth, secrets);
    }

    /** Elements that were written for this place. */
    Xml elements(String written) {
        endTag("\n");
        text.append(written);
        return this;
    }

    Xml open(String element) {
        endTag("\n");
        text.append(indent()).append('<').append(element);
        open.push(element);
        inTag = true;
        hasContent = false;
        return this;
    }

    Xml attribute(String name, long value) {
        return attribute(name, Long.toString(value));
    }

    Xml attribute(String name, String value) {
        text.append(' ').append(name).append("=\"");
        escape(value, true);
        text.append('"');
        return this;
    }

    Xml content(String content) {
        endTag("");
        escape(content, false);
        hasContent = true;
        return this;
    }

    Xml close() {
        var element = open.pop();
        if (inTag) {
            text.append("/>\n");
            inTag = false;
        } else {
            if (!hasContent) {
                text.append(indent());
            }
            text.append("</").append(element).append(">\n");
        }
        hasContent = false;
        return this;
    }

    private String indent() {
        return "  ".repeat(depth + open.size());
    }

    private void endTag(String after) {
        if (inTag) {
            text.append('>').append(after);
            inTag = false;
        }
    }

    String text() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements left open: " + open);
        }
        return text.toString();
    }

    private void escape(String value, boolean inAttribute) {
        secrets.masked(PlainText.withoutAnsi(value)).codePoints().forEach(point -> {
            switch (point) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;"); // so that ]]> can't occur
                case '&' -> text.append("&amp;");
                case '"' -> text.append(inAttribute ? "&quot;" : "\"");
                case '\n' -> text.append(inAttribute ? "&#10;" : "\n");
                case '\r' -> text.append("&#13;");
                case '\t' -> text.append(inAttribute ? "&#9;" : "\t");
                default -> text.appendCodePoint(allowed(point) ? point : PlainText.REPLACEMENT);
            }
        });
    }

    /** What XML 1.0 takes as a character, line ends and tabs aside. */
    private static boolean allowed(int point) {
        return (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || (point >= 0x10000 && point <= 0x10FFFF);
    }
}
