package dev.simrun.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlHintsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_usual_mistake_has_a_hint(String yaml, String where, String message, String remark) {
        var refused =
                catchThrowableOfType(ScenarioException.class, () -> ScenarioText.read(new Source("a.yaml", yaml)));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.at()).hasToString("a.yaml:" + where);
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.remark().orElse("")).isEqualTo(remark);
        });
    }

    static Stream<Arguments> mistakes() {
        var greater = "\">\" starts a block of text, not a comparison";
        return Stream.of(
                mistake("a: > 5", "1:4", greater, "quote it or use {$gt: 5}"),
                mistake("a: >= 5ms # fast", "1:4", greater, "quote it or use {$gte: 5ms}"),
                mistake("a: >5", "1:4", greater, "quote it or use {$gt: 5}"),
                mistake("a: {b: > 5, c: 1}", "1:8", greater, "quote it or use {$gt: 5}"),
                needsQuotes("a: {x: ${y}}", "1:8", "${y}"),
                needsQuotes("a: {x: v-${y}/z, b: 1}", "1:8", "v-${y}/z"),
                needsQuotes("a: [1, ${y}]", "1:8", "${y}"),
                mistake("a: *", "1:4", "\"*\" starts an alias", "quote it: '*'"),
                mistake("a: &", "1:4", "\"&\" starts an anchor", "quote it: '&'"),
                mistake("a: *foo", "1:4", "no anchor stands before *foo", "quote it: '*foo'"),
                mistake("a: @x, y", "1:4", "\"@\" can't start a value", "quote it: '@x, y'"),
                mistake("a: {b: @x, y: 1}", "1:8", "\"@\" can't start a value", "quote it: '@x'"),
                mistake("a: %x", "1:4", "\"%\" can't start a value", "quote it: '%x'"),
                mistake("a: `x`", "1:4", "\"`\" can't start a value", "quote it: '`x`'"),
                mistake("a:\n\tb: 1", "2:1", "a tab can't be used for indentation", "use spaces"),
                mistake("a:\n  -\tb: 1", "2:4", "a tab can't be used for indentation", "use spaces"),
                mistake("a: !{b}", "1:4", "\"!\" starts a tag", "quote it: '!{b}'"),
                mistake("%", "1:1", "\"%\" starts a directive", "quote it: '%'"),
                missingBlank("key:value", "1:1", "key"),
                missingBlank("a: 1\nkey:value\nb: 2", "2:1", "key"),
                missingBlank("a:\n  key:value\n  c: 2", "2:3", "key"),
                missingBlank("a: {key:value}", "1:5", "key"),
                mistake("'a':1", "1:4", "missing space after \":\"", ""),
                mistake("a: \"b\nc: 2\n", "1:4", "this quote is never closed", "add \" at the end"),
                mistake("a: 'b\nc: 2\n", "1:4", "this quote is never closed", "add ' at the end"),
                mistake("a: \"b\nc: \"d\"\n", "1:4", "this quote is never closed", "add \" at the end"),
                mistake("a: {b: 'c, d: 1}\ne: {f: 'g'}\n", "1:8", "this quote is never closed", "add ' at the end"),
                mistake("a: \"b\\", "1:4", "this quote is never closed", "add \" at the end"),
                mistake("a: [1, 2\nb: 3", "1:4", "this \"[\" is never closed", "\"]\" is missing"),
                mistake("a: {x: 1\nb: 2", "1:4", "this \"{\" is never closed", "\"}\" is missing"),
                mistake("a: {x: 1", "1:4", "this \"{\" is never closed", "\"}\" is missing"),
                mistake("a: [1,\n", "1:4", "this \"[\" is never closed", "\"]\" is missing"),
                mistake("a: {x: [1}", "1:8", "this \"[\" is never closed", "\"]\" is missing"),
                mistake("a: {\n  x: 1\n  y: 2\n}", "3:4", "\",\" or \"}\" is missing", ""),
                mistake("a: b: c", "1:4", "a second \": \" in one line", "quote the text: 'b: c'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherErrors")
    void any_other_syntax_error_is_one_sentence_with_its_place(String yaml, String where, String message) {
        var refused =
                catchThrowableOfType(ScenarioException.class, () -> ScenarioText.read(new Source("a.yaml", yaml)));
        assertThat(refused).hasMessage("a.yaml:" + where + ": " + message);
    }

    static Stream<Arguments> otherErrors() {
        return Stream.of(
                Arguments.of("a: 1\n  b: 2", "2:4", "no key can stand here"),
                Arguments.of("x".repeat(2000) + ": 1", "1:2001", "no key can stand here"),
                Arguments.of("- a\nb: 1", "2:1", "this does not fit the indentation above"),
                Arguments.of("a: - b", "1:4", "\"-\" can't start a list here"),
                Arguments.of("a: ]", "1:4", "a value is missing before \"]\""),
                Arguments.of("a: {b: 1,, c: 2}", "1:10", "a value is missing before \",\""),
                Arguments.of("a: {x: 1}}", "1:10", "this \"}\" closes nothing"),
                Arguments.of("a: 'x' y", "1:8", "text after a closing quote"),
                Arguments.of("a: | b\n  c", "1:4", "text after \"|\" starts on the next line"),
                Arguments.of("a: \"\\q\"", "1:6", "unknown escape \\q in double quotes"),
                Arguments.of("a: ? b", "1:4", "mapping keys are not allowed here"),
                Arguments.of("\"a\": 1\n\"b\" 2\n", "2:1", "a key without \":\""),
                Arguments.of(": x", "1:1", "a key is missing before \":\""),
                Arguments.of("--- a\n...\nb", "3:1", "text after the end of the document"));
    }

    @Test
    void a_hint_is_shown_below_the_text() {
        var refused = catchThrowableOfType(
                ScenarioException.class, () -> ScenarioText.read(new Source("a.yaml", "😀: {x: ${y}}")));
        assertThat(refused.problems().getFirst().render().lines())
                .containsExactly(
                        "error: ${y} needs quotes inside { } and [ ]",
                        "  --> a.yaml:1:8",
                        "    |",
                        "  1 | 😀: {x: ${y}}",
                        "    |        ^^^^ quote it: '${y}'");
    }

    private static Arguments mistake(String yaml, String where, String message, String remark) {
        return Arguments.of(yaml, where, message, remark);
    }

    private static Arguments needsQuotes(String yaml, String where, String value) {
        var message = value + " needs quotes inside { } and [ ]";
        return Arguments.of(yaml, where, message, "quote it: '" + value + "'");
    }

    private static Arguments missingBlank(String yaml, String where, String key) {
        var message = "missing space after \"" + key + ":\"";
        return Arguments.of(yaml, where, message, "write " + key + ": value");
    }
}
