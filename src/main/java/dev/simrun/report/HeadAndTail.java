package dev.simrun.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lines of which only the first and the last are kept, counted in bytes of UTF-8. */
final class HeadAndTail {
    /** Room for the line that says how much was cut. */
    private static final int NOTICE_BYTES = 64;

    private final int half;
    private final StringBuilder head = new StringBuilder();
    private final Deque<String> tail = new ArrayDeque<>();
    private boolean headFull;
    private int headBytes;
    private int tailBytes;
    private long cutBytes;

    /**
     * Nothing yet.
     *
     * @param limitBytes for all that is kept, the line between included
     */
    HeadAndTail(int limitBytes) {
        this.half = (limitBytes - NOTICE_BYTES) / 2;
    }

    /** Adds a line without its line break. A line longer than half of the limit loses its end. */
    void add(String text) {
        var line = shortened(PlainText.withoutAnsi(text)) + "\n";
        int bytes = bytes(line);
        if (!headFull && headBytes + bytes <= half) {
            head.append(line);
            headBytes += bytes;
            return;
        }
        headFull = true;
        tail.add(line);
        tailBytes += bytes;
        while (tailBytes > half) {
            int dropped = bytes(tail.remove());
            tailBytes -= dropped;
            cutBytes += dropped;
        }
    }

    String text() {
        var between = cutBytes == 0 ? "" : "… " + cutBytes + " bytes cut …\n";
        return head + between + String.join("", tail);
    }

    private String shortened(String line) {
        int limit = half - 1; // for the line break
        if (bytes(line) <= limit) {
            return line;
        }
        var start = new StringBuilder();
        int room = limit - bytes("…");
        for (int at = 0; at < line.length(); ) {
            int point = line.codePointAt(at);
            int bytes = bytes(Character.toString(point));
            if (bytes > room) {
                break;
            }
            start.appendCodePoint(point);
            room -= bytes;
            at += Character.charCount(point);
        }
        cutBytes += bytes(line.substring(start.length()));
        return start + "…";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
