package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.sim.Input.Registration;
import dev.simrun.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Go's decoder says of a body, and what it takes of one. */
class GoSyntaxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nonsense        | invalid character 'o' in literal null (expecting 'u')
        {"a":fals}      | invalid character '}' in literal false (expecting 'e')
        tru             | invalid character ' ' in literal true (expecting 'e')
        x               | invalid character 'x' looking for beginning of value
        {,}             | invalid character ',' looking for beginning of object key string
        {"a":1,}        | invalid character '}' looking for beginning of object key string
        {"a",1}         | invalid character ',' after object key
        {"a":1;         | invalid character ';' after object key:value pair
        [1 2]           | invalid character '2' after array element
        [1,]            | invalid character ']' looking for beginning of value
        {} {}           | invalid character '{' after top-level value
        "\\q"           | invalid character 'q' in string escape code
        "\\u12g4"       | invalid character 'g' in \\u hexadecimal character escape
        [-a]            | invalid character 'a' in numeric literal
        [1.]            | invalid character ']' after decimal point in numeric literal
        [1e+]           | invalid character ']' in exponent of numeric literal
        [007]           | invalid character '0' after array element
        [-]             | invalid character ']' in numeric literal
        [-01]           | invalid character '1' after array element
        t rue           | invalid character ' ' in literal true (expecting 'r')
        'a'             | invalid character '\\'' looking for beginning of value
        [\u00ad]        | invalid character 'Â' looking for beginning of value
        {"a":           | unexpected end of JSON input
        ["a             | unexpected end of JSON input
        """)
    void first_wrong_byte_is_named(String text, String complaint) {
        assertThat(GoSyntax.complaint(Bytes.utf8(text))).contains(complaint);
    }

    @Test
    void bytes_that_are_no_printable_characters_are_escaped() {
        assertThat(GoSyntax.complaint(Bytes.of(new byte[] {'[', 1})))
                .get()
                .asString()
                .contains("'\\x01'");
        assertThat(GoSyntax.complaint(Bytes.of(new byte[] {'[', (byte) 0x80})))
                .get()
                .asString()
                .contains("'\\u0080'");
        assertThat(GoSyntax.complaint(Bytes.of(new byte[] {'"', '\t'})))
                .get()
                .asString()
                .contains("'\\t' in string");
        assertThat(GoSyntax.complaint(Bytes.of(new byte[] {'[', (byte) 0xef})))
                .get()
                .asString()
                .contains("'ï'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                " [] ",
                "{\"a\":[1,-0.5e-7,\"\\u00e4\\\\\",{}],\"b\":null}",
                "true",
                "1E9",
                "\"x\"",
                "\"\\\\b\""
            })
    void json_is_nothing_to_complain_of(String text) {
        assertThat(GoSyntax.complaint(Bytes.utf8(text))).isEmpty();
    }

    @Test
    void ten_thousand_levels_are_the_limit() {
        int limit = GoSyntax.DEPTH_LIMIT;
        assertThat(GoSyntax.complaint(Bytes.utf8("[".repeat(limit) + "]".repeat(limit))))
                .isEmpty();
        assertThat(GoSyntax.complaint(Bytes.utf8("[".repeat(limit + 1))))
                .contains("invalid character '[' exceeded max depth");
        var deep = "{\"a\":" + "[".repeat(limit - 1) + "]".repeat(limit - 1) + "}";
        assertThat(RegistrationBody.read(Bytes.utf8(deep))).isEqualTo(new Registration.Events(List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"events":{}}                               | struct field .RegisterRequest.events of type []core.Event | object
        {"events":["INVOKE",2]}                     | struct field .RegisterRequest.events of type core.Event | number
        {"configurationKeys":true,"events":1}       | struct field .configurationKeys of type []string | bool
        {"ConfigurationKeys":[[]]}                  | struct field .configurationKeys of type string | array
        """)
    void first_value_of_a_wrong_type_is_named(String body, String where, String kind) {
        assertThat(RegistrationBody.read(Bytes.utf8(body)))
                .isEqualTo(new Registration.Malformed("json: cannot unmarshal " + kind + " into Go " + where));
    }

    @Test
    void body_that_is_no_mapping_is_told_with_the_whole_struct() {
        assertThat(RegistrationBody.read(Bytes.utf8("[1]")))
                .isEqualTo(new Registration.Malformed("json: cannot unmarshal array into Go value of type struct {"
                        + " handler.RegisterRequest; ConfigurationKeys []string"
                        + " \"json:\\\"configurationKeys\\\"\" }"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NONE", textBlock = """
        null                                | NONE
        {"events":null}                     | NONE
        {"EVENTS":["INVOKE"],"other":1}     | INVOKE
        {"events":["X"],"events":["A"]}     | A
        {"events":["A"],"configurationKeys":null} | A
        """)
    void rest_is_taken_as_go_takes_it(String body, String event) {
        var events = event == null ? List.<String>of() : List.of(event);
        assertThat(RegistrationBody.read(Bytes.utf8(body))).isEqualTo(new Registration.Events(events));
    }

    @Test
    void null_and_broken_utf_8_are_events_too() {
        assertThat(RegistrationBody.read(Bytes.utf8("{\"events\":[null]}")))
                .isEqualTo(new Registration.Events(List.of("")));
        var broken = Bytes.join(
                List.of(Bytes.utf8("{\"events\":[\""), Bytes.of(new byte[] {(byte) 0xfe}), Bytes.utf8("\"]}")));
        assertThat(RegistrationBody.read(broken)).isEqualTo(new Registration.Events(List.of("\ufffd")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"errorMessage":"a<b","stackTrace":[]}              | {"errorMessage":"a\\u003cb","errorType":""}
        null                                                | {"errorMessage":"","errorType":""}
        {"ErrorType":"T","stackTrace":["l",null],"x":1}     | {"errorMessage":"","errorType":"T","stackTrace":["l",""]}
        {"errorMessage":"\\ud800a","stackTrace":["\\udc00"]}  | {"errorMessage":"\ufffda","errorType":"","stackTrace":["\ufffd"]}
        {"errorMessage":"\\ud83d\\ude00"}                   | {"errorMessage":"\ud83d\ude00","errorType":""}
        {"errorMessage":1}                                  | "Invalid error body"
        {"stackTrace":"l"}                                  | "Invalid error body"
        {"stackTrace":[2]}                                  | "Invalid error body"
        []                                                  | "Invalid error body"
        {                                                   | "Invalid error body"
        """)
    void error_with_a_cause_is_written_anew(String body, String payload) {
        assertThat(ErrorWithCause.read(Bytes.utf8(body)).payload().text()).isEqualTo(payload);
    }
}
