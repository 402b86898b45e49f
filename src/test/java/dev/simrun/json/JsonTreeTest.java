package dev.simrun.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.RawValue;

/** The trees and texts are those of Jackson's mapper. */
class JsonTreeTest {
    private static final JsonMapper USUAL = JsonMapper.shared();
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "-0",
                "1",
                "2147483648",
                "-9223372036854775809",
                "1.50",
                "1e400",
                "0.1e-7",
                "123456789012345678.5",
                "\"\"",
                "\"a\\u00e9\\ud83d\\ude00\\u2028/\\\"\\u0001\\ud800\"",
                "[]",
                "{}",
                "[[],{},[{}]]",
                " { \"b\" : [ 1 , {\"a\":null} , \"x\" ] , \"a\" : false , \"\" : {\"b\":2} } ",
                "{\"a\":1,\"b\":2,\"a\":{\"c\":3}}",
                "",
                "  "
            })
    void a_text_is_read_and_written_as_the_mapper_does(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonTree.USUAL.read(text)).isEqualTo(USUAL.readTree(text));
        assertThat(JsonTree.USUAL.read(bytes)).isEqualTo(USUAL.readTree(bytes));
        assertThat(JsonTree.EXACT.read(text)).isEqualTo(EXACT.readTree(text));
        assertThat(JsonTree.text(JsonTree.USUAL.read(text))).isEqualTo(USUAL.writeValueAsString(USUAL.readTree(text)));
        assertThat(JsonTree.text(JsonTree.EXACT.read(text))).isEqualTo(EXACT.writeValueAsString(EXACT.readTree(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{", "[1,", "{\"a\"", "{\"a\":", "nul", "[1]]", "'a'", "{a:1}", "01", "NaN", "[1,]"})
    void what_is_no_json_as_a_whole_is_refused(String text) {
        assertThatThrownBy(() -> JsonTree.USUAL.read(text)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> USUAL.readTree(text)).isInstanceOf(JacksonException.class);
    }

    @Test
    void values_that_no_text_gives_are_written_as_the_mapper_does() {
        var nodes = JsonNodeFactory.instance;
        var all = nodes.arrayNode()
                .add(nodes.binaryNode(new byte[] {1, 2, 3}))
                .add(nodes.rawValueNode(new RawValue("1.500000")))
                .add(nodes.pojoNode(Duration.ofMillis(5)))
                .add(nodes.numberNode(Double.NaN))
                .add(nodes.numberNode(1.5f))
                .add(nodes.numberNode((short) 3))
                .add(nodes.missingNode());
        assertThat(JsonTree.text(all)).isEqualTo(USUAL.writeValueAsString(all));
    }

    @Test
    void the_depth_has_the_parsers_limit_and_not_that_of_the_stack() {
        int depth = 10_000;
        var factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(depth).build())
                .build();
        var text = "[".repeat(depth) + "]".repeat(depth);
        assertThat(new JsonTree(factory, false).read(text).isArray()).isTrue();
        assertThatThrownBy(() -> JsonTree.USUAL.read(text)).isInstanceOf(JacksonException.class);
    }
}
