package dev.simrun.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How header bytes are read: clients send raw UTF-8 (CLIENTS.md §1 row 11), HTTP says Latin-1. */
final class WireText {
    private WireText() {}

    /** Read as UTF-8 if the bytes are well-formed UTF-8, as ISO-8859-1 otherwise. */
    static String decode(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return beyondAscii(bytes);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1); // which decodes ASCII fastest
    }

    private static String beyondAscii(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1); // the exception is the test
        }
    }

    /** What a method or a header's name may be (RFC 9110 §5.6.2). */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(WireText::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int each) {
        return (each >= '0' && each <= '9')
                || (each >= 'A' && each <= 'Z')
                || (each >= 'a' && each <= 'z')
                || "!#$%&'*+-.^_`|~".indexOf(each) >= 0;
    }

    /** Whether there are control characters other than tabs in it. */
    static boolean hasControls(String text) {
        return text.chars().anyMatch(each -> (each < ' ' && each != '\t') || each == 0x7f);
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
