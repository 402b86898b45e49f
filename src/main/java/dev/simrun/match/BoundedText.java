package dev.simrun.match;

import java.util.function.Consumer;

/** Text that grows up to a limit and ends in … once something was left out. */
final class BoundedText {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    BoundedText(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("no room for any text: " + limit);
        }
        this.limit = limit;
    }

    static String cut(String text) {
        return new BoundedText(Show.LIMIT).append(text).toString();
    }

    BoundedText append(String more) {
        if (!full()) {
            text.append(more, 0, Math.min(more.length(), limit + 1 - text.length()));
        }
        return this;
    }

    /** Some parts in brackets, with something between them. */
    <T> void join(String open, String between, String close, Iterable<T> parts, Consumer<T> write) {
        append(open);
        var before = "";
        for (var part : parts) {
            if (full()) {
                return;
            }
            append(before);
            write.accept(part);
            before = between;
        }
        append(close);
    }

    /** Whether appending more changes nothing, so that a writer of something long can stop. */
    boolean full() {
        return text.length() > limit;
    }

    @Override
    public String toString() {
        if (!full()) {
            return text.toString();
        }
        var end = limit - 1;
        // half a surrogate pair would not be text
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
