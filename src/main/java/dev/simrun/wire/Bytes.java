package dev.simrun.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An immutable string of bytes: a payload or a body, of any content and encoding. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the given bytes. */
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** The given bytes themselves: nobody may change them from now on. */
    public static Bytes owned(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** The UTF-8 encoding of a text. */
    public static Bytes utf8(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One after the other. */
    public static Bytes join(List<Bytes> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        var joined = new byte[parts.stream().mapToInt(Bytes::size).sum()];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part.content, 0, joined, at, part.size());
            at += part.size();
        }
        return joined.length == 0 ? EMPTY : new Bytes(joined);
    }

    public int size() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    /** The bytes read as UTF-8; malformed sequences become U+FFFD. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The first of them, at most so many. */
    public Bytes first(int count) {
        return count >= size() ? this : owned(Arrays.copyOf(content, count));
    }

    /** Writes them without a copy: the stream must not keep or change what it is given. */
    public void writeTo(OutputStream stream) throws IOException {
        stream.write(content);
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return size() + " bytes";
    }
}
