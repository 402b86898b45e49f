package dev.simrun.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simrun.match.Show;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/**
 * The ways in which a value may be written: as it is, each of its lines, in Base64 (alone, in lines, or in the middle
 * of more), URL-encoded; and all of these in the strings of JSON, twice over, as a payload may hold JSON.
 */
final class SecretForms {
    private static final String UNRESERVED = "-._~";

    /** What JavaScript's {@code encodeURIComponent} leaves beside them. */
    private static final String LEFT_BY_JAVASCRIPT = "!'()*";

    private static final Pattern ENCODED_BYTE = Pattern.compile("%[0-9A-F]{2}");

    private SecretForms() {}

    static Set<String> of(String value) {
        var written = new LinkedHashSet<String>();
        written.add(value);
        written.add(PlainText.oneLine(value));
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= Secrets.LEAST)
                .forEach(written::add);
        base64(value.getBytes(UTF_8), written);
        base64Lines(value, written);
        urlEncoded(value, written);
        var forms = new LinkedHashSet<>(written);
        written.stream().flatMap(SecretForms::inJson).forEach(once -> {
            forms.add(once);
            inJson(once).forEach(forms::add);
        });
        return forms;
    }

    private static void base64(byte[] bytes, Set<String> forms) {
        for (var encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            forms.add(encoder.encodeToString(bytes));
            forms.add(encoder.withoutPadding().encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                forms.add(inTheMiddle(bytes, before, encoder));
            }
        }
    }

    /** As the lines of {@code base64} and of PEM files. */
    private static void base64Lines(String value, Set<String> forms) {
        for (var written : new String[] {value, value + "\n"}) {
            for (int width : new int[] {64, 76}) {
                Base64.getMimeEncoder(width, new byte[] {'\n'})
                        .encodeToString(written.getBytes(UTF_8))
                        .lines()
                        .filter(line -> line.length() >= Secrets.LEAST)
                        .forEach(forms::add);
            }
        }
    }

    /** The digits that the bytes alone decide on where so many stand before them; six bits each. */
    private static String inTheMiddle(byte[] bytes, int before, Base64.Encoder encoder) {
        var padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        var digits = encoder.withoutPadding().encodeToString(padded);
        int first = (before * 8 + 5) / 6;
        int end = padded.length * 8 / 6;
        return digits.substring(first, end);
    }

    private static void urlEncoded(String value, Set<String> forms) {
        IntPredicate unreserved = c -> isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0;
        for (var left : new String[] {"", LEFT_BY_JAVASCRIPT, "*", "/"}) {
            var encoded = percentEncoded(value, unreserved.or(c -> left.indexOf(c) >= 0));
            Stream.of(encoded, encoded.replace("~", "%7E")).forEach(form -> {
                forms.add(form);
                forms.add(form.replace("%20", "+"));
            });
        }
        Set.copyOf(forms).stream().map(SecretForms::withSmallDigits).forEach(forms::add);
    }

    private static String percentEncoded(String value, IntPredicate left) {
        var encoded = new StringBuilder();
        for (byte one : value.getBytes(UTF_8)) {
            if (one > 0 && left.test(one)) {
                encoded.append((char) one);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", one & 0xFF));
            }
        }
        return encoded.toString();
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String withSmallDigits(String encoded) {
        return ENCODED_BYTE.matcher(encoded).replaceAll(it -> it.group().toLowerCase(Locale.ROOT));
    }

    /** Inside the quotes of JSON, as Java and JavaScript, Python, Go, and simrun's messages write it. */
    private static Stream<String> inJson(String text) {
        var json = unquoted(StringNode.valueOf(text).toString());
        var ascii = ascii(json);
        var html = json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
        var shown = unquoted(Show.of(StringNode.valueOf(text), 6 * text.length() + 3));
        return Stream.of(json, json.replace("/", "\\/"), ascii, html, shown);
    }

    private static String unquoted(String json) {
        return json.substring(1, json.length() - 1);
    }

    private static String ascii(String json) {
        var ascii = new StringBuilder();
        json.chars()
                .forEach(unit -> ascii.append(
                        unit < 0x80 ? String.valueOf((char) unit) : String.format(Locale.ROOT, "\\u%04x", unit)));
        return ascii.toString();
    }
}
