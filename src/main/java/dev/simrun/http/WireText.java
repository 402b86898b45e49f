package dev.simrun.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How header bytes are read: clients send raw UTF-8 (CLIENTS.md §1 row 11), HTTP says Latin-1. */
final class WireText {
    private WireText() {}

    /** UTF-8 if the bytes are well-formed UTF-8, ISO-8859-1 otherwise. */
    static Charset charsetOf(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return beyondAscii(bytes);
            }
        }
        return StandardCharsets.ISO_8859_1; // plain ASCII, which this decodes fastest
    }

    static String decode(byte[] bytes) {
        return new String(bytes, charsetOf(bytes));
    }

    private static Charset beyondAscii(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1; // the exception is the test
        }
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
