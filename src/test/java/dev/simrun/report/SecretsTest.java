package dev.simrun.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;

class SecretsTest {
    private static final List<String> VALUES = List.of(
            "sk-live-0123456789", "p4ss wörd/+&<\"q\"\\ ☃~'()*", "90817263", "09AZ/az&=?", "0123456789abcdef\n");

    private static Secrets of(String value) {
        var secrets = new Secrets();
        secrets.add(Map.of("IT", value));
        return secrets;
    }

    private static Stream<String> values() {
        return VALUES.stream();
    }

    private static String json(String text) {
        var json = JsonMapper.shared().writeValueAsString(text);
        return json.substring(1, json.length() - 1);
    }

    private static String small(String url) {
        return Pattern.compile("%..")
                .matcher(url)
                .replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_masked_however_it_is_written(String value) {
        var url = URLEncoder.encode(value, UTF_8);
        var ascii = json(value).replace("ö", "\\u00f6").replace("☃", "\\u2603");
        for (var written : List.of(
                value,
                url,
                url.replace("+", "%20"),
                small(url),
                base64(value),
                Base64.getUrlEncoder().encodeToString(value.getBytes(UTF_8)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8)),
                json(value),
                json(json(value)),
                ascii,
                json(value).replace("&", "\\u0026").replace("<", "\\u003c"),
                json(base64(value)))) {
            assertThat(of(value).masked("before " + written + " after")).isEqualTo("before *** after");
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void in_the_middle_of_more_base64_no_digit_of_it_alone_is_left(String value) {
        for (var before : List.of("", "u", "u:", "usr", "user:")) {
            for (var after : List.of("", ":", "\n", "abc")) {
                var whole = base64(before + value + after);
                int start = before.length();
                int end = start + value.getBytes(UTF_8).length;
                int alone = end * 8 / 6 - (start * 8 + 5) / 6;
                assertThat(of(value).masked(whole))
                        .contains("***")
                        .hasSizeLessThanOrEqualTo(whole.length() - alone + 3);
            }
        }
    }

    @Test
    void each_line_of_a_key_is_masked() {
        var secrets = of("-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nAoIBAQ==\n-----END KEY-----\n");
        assertThat(secrets.masked("log: MIIEvQIBADANBgkq")).isEqualTo("log: ***");
        assertThat(secrets.masked("log: AoIBAQ==")).isEqualTo("log: ***");
    }

    @Test
    void each_line_of_a_long_one_in_base64_is_masked() {
        var value = "0123456789abcdefghij".repeat(9) + "!";
        for (var written : List.of(value, value + "\n")) {
            for (int width : new int[] {64, 76}) {
                var lines = Base64.getMimeEncoder(width, new byte[] {'\n'}).encodeToString(written.getBytes(UTF_8));
                assertThat(lines.lines().map(of(value)::masked)).isNotEmpty().allMatch("***"::equals);
            }
        }
    }

    @Test
    void what_a_cut_leaves_of_one_is_masked() {
        var secrets = of("sk-live-0123456789");
        assertThat(secrets.masked("key: sk-live-01…")).isEqualTo("key: ***…");
        assertThat(secrets.masked("…3456789 is it")).isEqualTo("…*** is it");
        assertThat(secrets.masked("…ive-0123…")).isEqualTo("…***…");
        assertThat(secrets.masked("a s… and b")).isEqualTo("a s… and b");
        assertThat(secrets.masked("… and … sk-… is it")).isEqualTo("… and … sk-… is it");
    }

    @Test
    void the_longer_of_two_is_masked_whole() {
        var secrets = new Secrets();
        secrets.add(Map.of("A", "0123456789"));
        secrets.add(Map.of("B", "0123456789abc"));
        assertThat(secrets.masked("0123456789abc 0123456789")).isEqualTo("*** ***");
    }

    @Test
    void a_short_value_is_not_masked_and_told() {
        var secrets = new Secrets();
        secrets.add(Map.of("SHORT", "1234567", "LONG", "12345678", "NONE", ""));
        assertThat(secrets.masked("1234567 12345678")).isEqualTo("1234567 ***");
        assertThat(secrets.unmasked()).containsExactly("SHORT");
    }

    @Test
    void a_name_can_stand_in_its_place() {
        var secrets = of("sk-live-0123456789");
        assertThat(secrets.named("key: sk-live-0123456789")).isEqualTo("key: ${env.IT}");
        assertThat(secrets.named(base64("sk-live-0123456789"))).isEqualTo("***");
    }

    @Test
    void in_a_tree_keys_numbers_and_bytes_are_masked_and_nothing_else_changes() {
        var secrets = of("90817263");
        var tree = JsonNodeFactory.instance.objectNode();
        tree.putArray("list").add(90_817_263).add(9_081_726).add(true).add("a 90817263");
        tree.put("x90817263", 1.5);
        tree.set("bytes", BinaryNode.valueOf("90817263".getBytes(UTF_8)));
        var line = JsonNodeFactory.instance.objectNode().put("seq", 90_817_263);
        line.set("value", tree);
        var masked = secrets.maskedLine(line).path("value");
        assertThat(masked).hasToString("{\"list\":[\"***\",9081726,true,\"a ***\"],\"x***\":1.5,\"bytes\":\"***\"}");
        assertThat(secrets.maskedLine(line).path("seq").asInt()).isEqualTo(90_817_263);
        assertThat(new Secrets().maskedLine(line)).isSameAs(line);
    }
}
