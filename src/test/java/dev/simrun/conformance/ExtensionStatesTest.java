package dev.simrun.conformance;

import static dev.simrun.conformance.RawCalls.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an extension gets for each of its calls, wherever it stands (WIRE.md §3.2-3.5, §11.8). */
@Timeout(60)
final class ExtensionStatesTest {
    /**
     * The name of a state is the refusal of a move from it. {@code register} is under the extension's own name,
     * {@code another} under a new one. Where a place is empty, nobody is left to call.
     */
    private static final String TABLE = """
        state              | register       | another | next           | init/error     | exit/error
        unregistered       | given          | given   | stranger       | unknown        | unknown
        registered         | Registered     | given   | waits          | ok             | ok
        polling            | Ready          | given   | Ready          | Ready          | ok
        hung up            | Ready          | given   | Ready          | Ready          | ok
        initialised        | Ready          | closed  | Ready          | Ready          | ok
        running            | Running        | closed  | waits          | Running        | ok
        late               | Running        | closed  | waits          | Running        | ok
        idle               | Ready          | closed  | Ready          | Ready          | ok
        init/error         | InitError      | given   | InitError      | ok             | InitError
        early exit/error   | ExitError      | given   | ExitError      | ExitError      | ok
        exit/error         | ExitError      | closed  | ExitError      | ExitError      | ok
        full               | given          | full    | stranger       | unknown        | unknown
        ending             | Ready          | closed  | Ready          | Ready          | ok
        busy at the end    | Running        | closed  | SHUTDOWN       | Running        | ok
        told               | Running        | closed  | waits          | Running        | ok
        acknowledged       | Ready          | closed  | Ready          | Ready          | ok
        exited             | Exited         | closed  | Exited         | Exited         | Exited
        failed             | ShutdownFailed | closed  | ShutdownFailed | ShutdownFailed | ShutdownFailed
        reset              |                |         | stranger       | unknown        | unknown
        init failed        |                |         | stranger       | unknown        | unknown
        begun again        | given          | given   | stranger       | unknown        | unknown
        ended              | none           | none    | none           | none           | none
        inner              | taken          | given   | waits          | ok             | ok
        inner, polling     | taken          | given   | Ready          | Ready          | ok
        inner, hung up     | taken          | given   | Ready          | Ready          | ok
        inner, initialised | closed         | closed  | Ready          | Ready          | ok
        inner, running     | closed         | closed  | waits          | Running        | ok
        inner, late        | closed         | closed  | waits          | Running        | ok
        inner, idle        | closed         | closed  | Ready          | Ready          | ok
        inner, init/error  | taken          | given   | InitError      | ok             | InitError
        inner, exit/error  | closed         | closed  | ExitError      | ExitError      | ok
        inner, full        | full           | full    | waits          | ok             | ok
        inner, ending      | closed         | closed  | Ready          | Ready          | ok
        inner, reset       |                |         | stranger       | unknown        | unknown
        inner, begun again | given          | given   | stranger       | unknown        | unknown
        """;

    /** What is wrong with a call itself counts before all that. */
    private static final String FAULTS = """
        nameless         | nameless
        no JSON          | format
        odd event        | odd
        SHUTDOWN inside  | inside
        nobody's next    | missing
        abc's next       | malformed
        stranger's next  | stranger
        nobody's error   | missing
        abc's error      | malformed
        stranger's error | unknown
        untyped error    | untyped
        """;

    private static final List<String> WITH_FAULTS = List.of(
            "unregistered",
            "registered",
            "polling",
            "running",
            "idle",
            "init/error",
            "exit/error",
            "full",
            "told",
            "reset",
            "inner, running");

    private static final List<String> STATES =
            List.of("Registered", "Ready", "Running", "InitError", "ExitError", "Exited", "ShutdownFailed");
    private static final String REGISTER = Client.EXTENSION + "/register";
    private static final String NAME = "Lambda-Extension-Name: ";
    private static final String ID = Extension.ID + ": ";
    private static final String TYPE = "Lambda-Extension-Function-Error-Type: Extension.Second";

    static Stream<Cell> cells() {
        var faults = FAULTS.lines().map(line -> line.split("\\|")).toList();
        return Stream.concat(
                Cell.of(TABLE).stream(),
                WITH_FAULTS.stream()
                        .flatMap(state ->
                                faults.stream().map(fault -> new Cell(state, fault[0].strip(), fault[1].strip()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void call_gets_what_its_state_allows(Cell cell) throws Exception {
        try (var extension = new ExtensionStates(cell.state())) {
            assertThat(answer(extension, cell.call())).isEqualTo(expected(extension, cell));
        }
    }

    private static String answer(ExtensionStates extension, String call) throws Exception {
        var calls = new RawCalls(extension.lambda);
        var own = ID + extension.id();
        return switch (call) {
            case "register" -> register(extension, extension.name, "[\"INVOKE\"]");
            case "another" -> register(extension, "another", "[\"INVOKE\"]");
            case "nameless" -> words(calls.post(REGISTER, "{"));
            case "no JSON" -> words(calls.post(REGISTER, "{", NAME + extension.name));
            case "odd event" -> register(extension, extension.name, "[\"X\",\"SHUTDOWN\"]");
            case "SHUTDOWN inside" -> register(extension, "another", "[\"INVOKE\",\"SHUTDOWN\"]");
            case "next" -> next(extension, own);
            case "nobody's next" -> next(extension);
            case "abc's next" -> next(extension, ID + "abc");
            case "stranger's next" -> next(extension, ID + ExtensionStates.STRANGER);
            case "init/error", "exit/error" -> post(extension, call, own, TYPE);
            case "abc's error" -> post(extension, "init/error", ID + "abc");
            case "untyped error" -> post(extension, "exit/error", own);
            case "nobody's error" -> post(extension, "init/error");
            case "stranger's error" -> post(extension, "exit/error", ID + ExtensionStates.STRANGER, TYPE);
            default -> throw new AssertionError("no such call: " + call);
        };
    }

    private static String register(ExtensionStates extension, String name, String events) throws Exception {
        return words(new RawCalls(extension.lambda).post(REGISTER, "{\"events\":" + events + "}", NAME + name));
    }

    private static String next(ExtensionStates extension, String... headers) throws Exception {
        return new RawCalls(extension.lambda)
                .poll(Client.EXTENSION + "/event/next", EventType.EXTENSION_NEXT, EventType.EXTENSION_EVENT, headers)
                .replaceFirst("\\d{13}", "<ms>");
    }

    private static String post(ExtensionStates extension, String what, String... headers) throws Exception {
        return words(new RawCalls(extension.lambda).post(Client.EXTENSION + "/" + what, "", headers));
    }

    private static String expected(ExtensionStates extension, Cell cell) {
        var answer = cell.answer();
        if (STATES.contains(answer)) {
            return "403 Extension.InvalidExtensionState: State transition from " + answer + " to "
                    + moved(extension, cell.call()) + ". Error: State transition is not allowed";
        }
        return switch (answer) {
            case "given" ->
                "200 {\"functionName\":\"f\",\"functionVersion\":\"$LATEST\",\"handler\":\"index.handler\"}";
            case "ok" -> "202 {\"status\":\"OK\"}";
            case "SHUTDOWN" -> "200 {\"eventType\":\"SHUTDOWN\",\"deadlineMs\":<ms>,\"shutdownReason\":\"spindown\"}";
            case "taken" -> "403 Extension.InvalidExtensionState: Extension with this name already registered";
            case "closed" -> "403 Extension.RegistrationClosed: Extension registration closed already";
            case "full" -> "403 Extension.TooManyExtensions: Extension limit (10) reached";
            case "nameless" -> "403 Extension.InvalidExtensionName: Empty extension name";
            case "format" -> "403 InvalidRequestFormat: unexpected end of JSON input";
            case "odd" -> "403 Extension.InvalidEventType: X: ErrorInvalidEventType";
            case "inside" -> "403 Extension.InvalidEventType: SHUTDOWN: ShutdownEventNotSupportedForInternalExtension";
            case "missing" -> "403 Extension.MissingExtensionIdentifier: Missing Lambda-Extension-Identifier header";
            case "malformed" -> "403 Extension.InvalidExtensionIdentifier: Invalid Lambda-Extension-Identifier";
            case "stranger" -> "403 Extension.UnknownExtensionIdentifier: Unknown extension " + asked(extension, cell);
            case "unknown" -> "403 Extension.UnknownExtensionIdentifier: Unknown Lambda-Extension-Identifier";
            case "untyped" -> "403 Extension.MissingHeader: Lambda-Extension-Function-Error-Type not found";
            case "waits" -> answer;
            case "none" -> "closed";
            default -> throw new AssertionError("no such answer: " + answer);
        };
    }

    /** The engine names Exited, not ExitError, as the state that could not be reached. */
    private static String moved(ExtensionStates extension, String call) {
        return switch (call) {
            case "register" -> "Registered failed for extension " + extension.name;
            case "next" -> "Ready failed for extension " + extension.id();
            case "init/error" -> "InitError failed for extension " + extension.id();
            case "exit/error" -> "Exited failed for extension " + extension.id();
            default -> throw new AssertionError(call + " moves nothing");
        };
    }

    private static String asked(ExtensionStates extension, Cell cell) {
        return cell.call().equals("next") ? extension.id() : ExtensionStates.STRANGER;
    }
}
