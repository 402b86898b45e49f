package dev.simrun.conformance;

import static dev.simrun.conformance.RawCalls.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.http.ByteNotation;
import dev.simrun.wire.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a registered extension gets for the forms of its calls: path, method, identifier, error type and body. */
@Timeout(60)
final class ExtensionFormsTest {
    /** A method is the answer that allows no other; {@code none} allows none (WIRE.md §1). */
    private static final String ROUTES = """
        path                              | GET  | POST  | PUT  | DELETE | HEAD | OPTIONS | PATCH | TRACE | FOO  | get
        /2020-01-01/extension/register    | POST |       | POST | POST   | POST | POST    | POST  | POST  | none | none
        /2020-01-01/extension/event/next  |      | GET   | GET  | GET    | GET  | GET     | GET   | GET   | none | none
        /2020-01-01/extension/init/error  | POST |       | POST | POST   | POST | POST    | POST  | POST  | none | none
        /2020-01-01/extension/exit/error  | POST |       | POST | POST   | POST | POST    | POST  | POST  | none | none
        /2020-01-01/extension             | lost | lost  | lost | lost   |      |         |       |       |      |
        /2020-01-01/extension/            | lost | lost  | lost | lost   |      |         |       |       |      |
        /2020-01-01/extension/event       | lost | lost  | lost | lost   |      |         |       |       |      |
        /2020-01-01/extension/event/next/ | lost | lost  | lost | lost   |      |         |       |       |      |
        /2020-01-01/extension/register/   | lost | lost  | lost | lost   |      |         |       |       |      |
        /2020-01-01/extension/Register    | lost | lost  | lost | lost   |      |         |       |       |      |
        /2020-01-01/extension//register   | lost | lost  | lost | lost   |      |         |       |       |      |
        /2020-01-01/extension/%72egister  | lost | lost  | lost | lost   |      |         |       |       |      |
        /2019-01-01/extension/register    | lost | lost  | lost | lost   |      |         |       |       |      |
        //2020-01-01/extension/register   | lost | lost  | lost | lost   |      |         |       |       |      |
        """;

    private static final String TYPES = """
        header                                                 | init/error | exit/error
        Lambda-Extension-Function-Error-Type: Extension.Foo    | ok         | ok
        lambda-extension-function-error-type: Extension.Foo    | ok         | ok
        Lambda-Extension-Function-Error-Type: foo              | ok         | ok
        Lambda-Extension-Function-Error-Type: Runtime.Foo      | ok         | ok
        Lambda-Extension-Function-Error-Type: a, <b> & "c"     | ok         | ok
        Lambda-Extension-Function-Error-Type: <a*5000>         | ok         | ok
        Lambda-Extension-Function-Error-Type:                  | untyped    | untyped
        Lambda-Runtime-Function-Error-Type: Extension.Foo      | untyped    | untyped
        X: y                                                   | untyped    | untyped
        """;

    private static final String BODIES = """
        body                                                   | init/error | exit/error
        <x*0>                                                  | ok         | ok
        {"errorMessage":"m","errorType":"T","stackTrace":["a"]}| ok         | ok
        {"errorMessage":                                       | ok         | ok
        junk                                                   | ok         | ok
        \\xff\\x00                                             | ok         | ok
        <x*7000000>                                            | ok         | ok
        """;

    private static final String NO_PAGE =
            "\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n";

    private static final Pattern ALLOW = Pattern.compile("\r\nAllow: (.*)\r\n");
    private static final String TYPE = "Lambda-Extension-Function-Error-Type: ";
    private static final String ID = Extension.ID + ": ";

    static List<Cell> routes() {
        return Cell.of(ROUTES);
    }

    static List<Cell> types() {
        return Cell.of(TYPES);
    }

    static List<Cell> bodies() {
        return Cell.of(BODIES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void other_method_is_not_allowed_and_other_path_not_found(Cell cell) throws Exception {
        try (var extension = new ExtensionStates("registered")) {
            var answer = new RawCalls(extension.lambda)
                    .send(cell.call(), cell.state(), ID + extension.id() + "\r\n\r\n")
                    .rest();
            var allow = ALLOW.matcher(answer);
            assertThat(words(answer) + (allow.find() ? " " + allow.group(1) : ""))
                    .isEqualTo(
                            switch (cell.answer()) {
                                case "lost" -> "404 404 page not found";
                                case "none" -> "405";
                                default -> "405 " + cell.answer();
                            });
            assertThat(answer.contains(NO_PAGE)).isEqualTo(cell.answer().equals("lost"));
            assertThat(extension.lambda.recorded(EventType.EXTENSION_NEXT)).hasSize(1);
        }
    }

    /** That a poll beside the waiting one is refused shows that its extension was found. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        <own>                                      | found
        <OWN>                                      | found
        <bare>                                     | found
        {<own>}                                    | found
        (<own>]                                    | found
        urn:uuid:<own>                             | found
        URN:Uuid:<OWN>                             | found
        '   <own>   ;X: y'                         | found
        <own>;Lambda-Extension-Identifier: abc     | found
        ''                                         | missing
        abc                                        | malformed
        abc;Lambda-Extension-Identifier: <own>     | malformed
        <own>x                                     | malformed
        x<own>                                     | malformed
        {<own>                                     | malformed
        {<bare>}                                   | malformed
        urn:uuid:{<own>}                           | malformed
        urn:uuid:<bare>                            | malformed
        urn:guid:<own>                             | malformed
        <own>, <own>                               | malformed
        <own>,                                     | malformed
        <bare>0                                    | malformed
        aaaaaaaabbbb-4ccc-8ddd--eeeeeeeeeeee       | malformed
        gaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee       | malformed
        aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeee        | malformed
        000000000000000000000000000000000000       | malformed
        00000000-0000-0000-0000-000000000000       | 00000000-0000-0000-0000-000000000000
        aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee       | aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee
        AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE       | aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee
        AaaaaaaaBbbb4ccc8dddEeeeeeeeeeee           | aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee
        {aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}     | aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee
        urn:uuid:aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee | aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee
        """)
    void identifier_is_a_uuid_in_one_of_its_forms(String notation, String answer) throws Exception {
        try (var extension = new ExtensionStates("polling")) {
            var own = extension.id();
            var identifier = notation.replace("<own>", own)
                    .replace("<OWN>", own.toUpperCase(Locale.ROOT))
                    .replace("<bare>", own.replace("-", ""));
            var expected = switch (answer) {
                case "found" ->
                    "403 Extension.InvalidExtensionState: State transition from Ready to Ready failed for extension "
                            + own + ". Error: State transition is not allowed";
                case "missing" ->
                    "403 Extension.MissingExtensionIdentifier: Missing Lambda-Extension-Identifier header";
                case "malformed" -> "403 Extension.InvalidExtensionIdentifier: Invalid Lambda-Extension-Identifier";
                default -> "403 Extension.UnknownExtensionIdentifier: Unknown extension " + answer;
            };
            assertThat(poll(extension, "", (ID + identifier).split(";"))).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ''       | Accept: text/xml
        ''       | Content-Type: text/plain
        ''       | Lambda-Extension-Name: other
        ''       | Range: bytes=0-1
        ?x=1     | X: y
        ?        | X: y
        """)
    void poll_waits_whatever_else_it_says(String query, String header) throws Exception {
        try (var extension = new ExtensionStates("registered")) {
            assertThat(poll(extension, query, ID.toLowerCase(Locale.ROOT) + extension.id(), header))
                    .isEqualTo("waits");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void error_has_any_type_but_none(Cell cell) throws Exception {
        try (var extension = new ExtensionStates("registered")) {
            var type = cell.state().replace("<a*5000>", "a".repeat(5000));
            var answer = report(extension, cell.call(), Bytes.utf8("{\"errorType\":\"Extension.Other\"}"), type);
            boolean taken = cell.answer().equals("ok");
            assertThat(answer)
                    .isEqualTo(
                            taken
                                    ? "202 {\"status\":\"OK\"}"
                                    : "403 Extension.MissingHeader: Lambda-Extension-Function-Error-Type not found");
            assertThat(extension.lambda.environment.timeline().all())
                    .map(Event::fact)
                    .filteredOn(
                            fact -> fact instanceof Fact.ExtensionInitError || fact instanceof Fact.ExtensionExitError)
                    .extracting("errorType")
                    .isEqualTo(
                            taken
                                    ? List.of(type.substring(type.indexOf(':') + 1)
                                            .strip())
                                    : List.of());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void error_has_any_body(Cell cell) throws Exception {
        try (var extension = new ExtensionStates("registered")) {
            var body = Bytes.of(ByteNotation.bytes(cell.state()));
            assertThat(report(extension, cell.call(), body, TYPE + "Extension.Foo"))
                    .isEqualTo("202 {\"status\":\"OK\"}");
        }
    }

    private static String poll(ExtensionStates extension, String query, String... headers) throws Exception {
        return new RawCalls(extension.lambda)
                .poll(
                        Client.EXTENSION + "/event/next" + query,
                        EventType.EXTENSION_NEXT,
                        EventType.EXTENSION_EVENT,
                        headers);
    }

    private static String report(ExtensionStates extension, String what, Bytes body, String header) throws Exception {
        return words(
                new RawCalls(extension.lambda).post(Client.EXTENSION + "/" + what, body, ID + extension.id(), header));
    }
}
