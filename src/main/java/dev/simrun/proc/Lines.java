package dev.simrun.proc;

import dev.simrun.proc.OutputListener.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines of text. Used by one thread at a time. */
final class Lines {
    private static final int LIMIT = OutputListener.LINE_LIMIT_BYTES;
    private static final int LONGEST_CHARACTER_BYTES = 4;

    /** How many are given out together at most: who takes them may have a lock. */
    private static final int TOGETHER = 256;

    private final Consumer<List<Line>> sink;
    private final List<Line> complete = new ArrayList<>();
    private byte[] pending = new byte[1024];
    private int size;

    Lines(Consumer<List<Line>> sink) {
        this.sink = sink;
    }

    /** Takes the first bytes of a chunk and gives out what is complete. */
    void add(byte[] chunk, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                append(chunk, start, i);
                boolean carriageReturn = size > 0 && pending[size - 1] == '\r';
                emit(carriageReturn ? size - 1 : size, size, false);
                start = i + 1;
            }
        }
        append(chunk, start, length);
        giveOut();
    }

    /** Gives out an unfinished last line. */
    void flush() {
        if (size > 0) {
            emit(size, size, false);
            giveOut();
        }
    }

    private void giveOut() {
        if (!complete.isEmpty()) {
            sink.accept(List.copyOf(complete));
            complete.clear();
        }
    }

    private void append(byte[] chunk, int from, int to) {
        int start = from;
        while (start < to) {
            // one byte more than the limit shows where a character begins, and that more follows
            int count = Math.min(to - start, LIMIT + 1 - size);
            if (size + count > pending.length) {
                int doubled = Math.max(2 * pending.length, size + count);
                pending = Arrays.copyOf(pending, Math.min(doubled, LIMIT + 1));
            }
            System.arraycopy(chunk, start, pending, size, count);
            size += count;
            start += count;
            if (size > LIMIT) {
                int end = characterBoundary();
                emit(end, end, true);
            }
        }
    }

    private int characterBoundary() {
        for (int end = LIMIT; end > LIMIT - LONGEST_CHARACTER_BYTES; end--) {
            if ((pending[end] & 0xc0) != 0x80) {
                return end;
            }
        }
        return LIMIT; // not UTF-8
    }

    private void emit(int textEnd, int consumed, boolean cut) {
        var line = new String(pending, 0, textEnd, StandardCharsets.UTF_8);
        size -= consumed;
        System.arraycopy(pending, consumed, pending, 0, size);
        complete.add(new Line(line, cut));
        if (cut || complete.size() == TOGETHER) {
            giveOut();
        }
    }
}
