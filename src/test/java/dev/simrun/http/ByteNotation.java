package dev.simrun.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How lists of odd requests write bytes: {@code \r}, {@code \n}, {@code \t} and {@code \xff} are bytes, <code>
 * &lt;text*3></code> is repetition, and each other character stands for the byte of its number.
 */
public final class ByteNotation {
    private static final Pattern REPETITION = Pattern.compile("<(.+?)\\*(\\d+)>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|([rnt]))");

    private ByteNotation() {}

    /** The lines of such a list; empty ones, and those that begin with #, say something to readers alone. */
    public static Stream<String> lines(Path list) throws IOException {
        return Files.readAllLines(list).stream().filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    public static byte[] bytes(String text) {
        var repeated = REPETITION.matcher(text).replaceAll(ByteNotation::repetition);
        return ESCAPE.matcher(repeated).replaceAll(ByteNotation::escape).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String repetition(MatchResult found) {
        return Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2))));
    }

    private static String escape(MatchResult found) {
        var text = found.group(1) != null
                ? Character.toString(Integer.parseInt(found.group(1), 16))
                : "\r\n\t".substring("rnt".indexOf(found.group(2))).substring(0, 1);
        return Matcher.quoteReplacement(text);
    }
}
