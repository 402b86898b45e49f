package dev.simrun.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How header bytes are read: clients send raw UTF-8 (CLIENTS.md §1 row 11), HTTP says Latin-1. */
final class WireText {
    private static final boolean[] TOKEN = alphanumericAnd("!#$%&'*+-.^_`|~");
    private static final boolean[] HOST = alphanumericAnd("!$%&()*+,.:;='[]_~-");

    private WireText() {}

    /** The first bytes, as UTF-8 if they are well-formed UTF-8, as ISO-8859-1 otherwise. */
    static String decode(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return beyondAscii(ByteBuffer.wrap(bytes, 0, length));
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1); // the fastest for ASCII
    }

    private static String beyondAscii(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1.decode(bytes).toString(); // the exception is the test
        }
    }

    /** What a method or a header's name may be (RFC 9110 §5.6.2). */
    static boolean isToken(String text) {
        return !text.isEmpty() && isOf(TOKEN, text);
    }

    /** What Go's server takes for a {@code Host}. */
    static boolean isHost(String text) {
        return isOf(HOST, text);
    }

    private static boolean isOf(boolean[] characters, String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each >= characters.length || !characters[each]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] alphanumericAnd(String others) {
        var characters = new boolean[128];
        for (char each = 0; each < characters.length; each++) {
            characters[each] = Character.isLetterOrDigit(each) || others.indexOf(each) >= 0;
        }
        return characters;
    }

    /** Whether there are control characters other than tabs in it. */
    static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if ((each < ' ' && each != '\t') || each == 0x7f) {
                return true;
            }
        }
        return false;
    }

    /** So much of a text as a message can hold. */
    static String start(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /** A header name or value that cannot end its line: control characters become spaces. */
    static String onOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\r' || each == '\n' || each == 0) {
                return text.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
            }
        }
        return text;
    }
}
