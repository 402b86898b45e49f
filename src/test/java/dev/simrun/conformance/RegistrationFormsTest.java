package dev.simrun.conformance;

import static dev.simrun.conformance.RawCalls.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.http.ByteNotation;
import dev.simrun.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registration gets for its body and its headers (WIRE.md §3.2). */
@Timeout(60)
final class RegistrationFormsTest {
    private static final Path BODIES = Path.of("src/test/resources/conformance/registrations.txt");
    private static final String STRUCT =
            "struct { handler.RegisterRequest; ConfigurationKeys []string \"json:\\\"configurationKeys\\\"\" }";

    private static final String NAME = "Lambda-Extension-Name: ";
    private static final Pattern IDENTIFIER =
            Pattern.compile("\r\nLambda-Extension-Identifier: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\r\n");

    private Lambda lambda;

    /** A line of the file. */
    record Body(String answer, String bytes) {
        static Body of(String line) {
            var parts = line.split(" \\| ", 2);
            return new Body(parts[0], parts[1]);
        }

        @Override
        public String toString() {
            return bytes + " gets " + answer;
        }
    }

    static List<Body> bodies() throws IOException {
        return ByteNotation.lines(BODIES).map(Body::of).toList();
    }

    @BeforeEach
    void open() throws IOException {
        lambda = new Lambda("ext");
    }

    @AfterEach
    void close() throws IOException {
        lambda.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void body_gets_what_the_engines_decoder_makes_of_it(Body body) throws IOException {
        var bytes = Bytes.of(ByteNotation.bytes(body.bytes()));
        check(
                register(bytes, NAME + "ext"),
                expected(body.answer()),
                body.answer().equals("ok"));
    }

    /** A name that is no external extension's is an internal one's, which can't have SHUTDOWN. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        X-Nothing: ext                                              | nameless
        Lambda-Extension-Name:                                      | nameless
        Lambda-Extension-Name: ext                                  | ok
        lambda-extension-name: ext                                  | ok
        LAMBDA-EXTENSION-NAME:ext                                   | ok
        Lambda-Extension-Name: \t ext \t;X: y                       | ok
        Lambda-Extension-Name: Ext                                  | inside
        Lambda-Extension-Name: ext.sh                               | inside
        Lambda-Extension-Name: extensions/ext                       | inside
        Lambda-Extension-Name: "ext"                                | inside
        Lambda-Extension-Name: ext, other                           | inside
        Lambda-Extension-Name: ext;Lambda-Extension-Name: other     | ok
        Lambda-Extension-Name: other;Lambda-Extension-Name: ext     | inside
        Lambda-Extension-Name: ext;Content-Type: text/plain         | ok
        Lambda-Extension-Name: ext;Lambda-Extension-Identifier: abc | ok
        """)
    void name_tells_an_external_one_from_an_internal_one(String headers, String answer) throws IOException {
        var body = Bytes.utf8("{\"events\":[\"INVOKE\",\"SHUTDOWN\"]}");
        check(register(body, headers.split(";")), expected(answer), answer.equals("ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inner", "Ext", "a/b", "a b", "<a&b>", "ä", "ext,", "<n*3000>"})
    void internal_one_may_have_any_name_that_is_free(String notation) throws IOException {
        var name = notation.startsWith("<n") ? "n".repeat(3000) : notation;
        var body = Bytes.utf8("{}");
        check(register(body, NAME + name), expected("ok"), true);
        check(register(body, NAME + name), expected("taken"), true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        accountId           | true
        foo, accountId      | true
        accountId,accountId | true
        foo,,accountId ,bar | true
        accountid           | false
        accountId;x         | false
        account Id          | false
        ''                  | false
        """)
    void account_is_given_to_who_lists_it_among_its_features(String features, boolean given) throws IOException {
        var response = register(Bytes.utf8("{}"), NAME + "ext", "Lambda-Extension-Accept-Feature: " + features);
        var account = given ? ",\"accountId\":\"123456789012\"}" : "}";
        check(response, expected("ok").replace("}", account), true);
    }

    private String register(Bytes body, String... headers) throws IOException {
        return new RawCalls(lambda).post(Client.EXTENSION + "/register", body, headers);
    }

    /** Who is refused has no identifier, and nothing is registered. */
    private void check(String response, String words, boolean registered) {
        assertThat(words(response)).isEqualTo(words);
        assertThat(response).contains("\r\nContent-Type: application/json\r\n");
        assertThat(IDENTIFIER.matcher(response).find()).isEqualTo(words.startsWith("200"));
        assertThat(lambda.recorded(EventType.EXTENSION_REGISTER)).hasSize(registered ? 1 : 0);
    }

    private static String expected(String answer) {
        var parts = answer.split(" ", 2);
        var detail = parts.length == 1 ? "" : parts[1].replace("STRUCT", STRUCT);
        return switch (parts[0]) {
            case "ok" -> "200 {\"functionName\":\"f\",\"functionVersion\":\"$LATEST\",\"handler\":\"index.handler\"}";
            case "event" -> "403 Extension.InvalidEventType: " + detail + ": ErrorInvalidEventType";
            case "inside" -> "403 Extension.InvalidEventType: SHUTDOWN: ShutdownEventNotSupportedForInternalExtension";
            case "keys" ->
                "403 InvalidRequestFormat: configurationKeys are deprecated; use environment variables instead";
            case "go" -> "403 InvalidRequestFormat: json: cannot unmarshal " + detail;
            case "json" -> "403 InvalidRequestFormat: " + detail;
            case "nameless" -> "403 Extension.InvalidExtensionName: Empty extension name";
            case "taken" -> "403 Extension.InvalidExtensionState: Extension with this name already registered";
            default -> throw new AssertionError("no such answer: " + answer);
        };
    }
}
