package dev.simrun.conformance;

import static dev.simrun.conformance.RawCalls.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.event.ShutdownReason;
import dev.simrun.http.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a runtime gets for each of its calls, wherever it stands (WIRE.md §2.3, §2.9). */
@Timeout(60)
final class RuntimeStatesTest {
    /**
     * {@code R}, {@code E} and {@code I} stand for the states after a response, an error and an init/error, {@code S}
     * for the one when either was sent; {@code S>R} is the refusal of that transition.
     */
    private static final String TABLE = """
        state     | next    | response | other's | mode | stream | error | other's error | init/error | restore | ping
        unstarted | closed  | id       | id      | id   | id     | id    | id            | closed     | none    | pong
        started   | event   | id       | id      | id   | id     | id    | id            | ok         | none    | pong
        polling   | waits   | id       | id      | id   | id     | id    | id            | Ready>I    | none    | pong
        running   | event   | ok       | id      | mode | ok     | ok    | id            | Running>I  | none    | pong
        responding| R>Ready | R>R      | id      | R>R  | R>R    | R>E   | id            | R>I        | none    | pong
        streaming | R>Ready | R>R      | id      | R>R  | R>R    | R>E   | id            | R>I        | none    | pong
        reporting | E>Ready | E>R      | id      | E>R  | E>R    | E>E   | id            | E>I        | none    | pong
        responded | waits   | S>R      | id      | S>R  | S>R    | S>E   | id            | S>I        | none    | pong
        reported  | waits   | S>R      | id      | S>R  | S>R    | S>E   | id            | S>I        | none    | pong
        too large | waits   | S>R      | id      | S>R  | S>R    | S>E   | id            | S>I        | none    | pong
        bad mode  | R>Ready | R>R      | id      | R>R  | R>R    | R>E   | id            | R>I        | none    | pong
        cut off   | R>Ready | R>R      | id      | R>R  | R>R    | R>E   | id            | R>I        | none    | pong
        held up   | waits   | Ready>R  | id      |Ready>R|Ready>R|Ready>E| id            | Ready>I    | none    | pong
        released  | waits   | id       | id      | id   | id     | id    | id            | Ready>I    | none    | pong
        reset     | closed  | late     | id      | late | late   | late  | id            | closed     | none    | pong
        ended     | closed  | closed   | closed  |closed| closed | closed| closed        | closed     | closed  | closed
        """;

    private static final Pattern MOVE = Pattern.compile("(\\w+)>(\\w+)");
    private static final String BASE = "/2018-06-01";
    private static final String MODE = "Lambda-Runtime-Function-Response-Mode";

    @SuppressWarnings("NullAway.Init") // each test reaches its state first
    private Lambda lambda;

    static List<Cell> cells() {
        return Cell.of(TABLE);
    }

    @AfterEach
    void close() throws IOException {
        lambda.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void call_gets_what_its_state_allows(Cell cell) throws Exception {
        reach(cell.state());
        assertThat(answer(cell.call())).isEqualTo(expected(cell.answer()));
    }

    private void reach(String state) throws Exception {
        switch (state) {
            case "unstarted" -> lambda = new Lambda("ext");
            case "started" -> {
                lambda = new Lambda();
                lambda.invoke("r1");
            }
            case "polling" -> {
                lambda = new Lambda();
                send("GET", "/runtime/invocation/next", "");
                lambda.await(EventType.RUNTIME_NEXT, 1);
            }
            case "running" -> run();
            case "responding" -> begin("response", "Content-Length: 9\r\n\r\n\"be");
            case "streaming" ->
                begin("response", MODE + ": streaming\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbe\r\n");
            case "reporting" -> begin("error", "Content-Length: 9\r\n\r\n{\"e");
            case "responded", "reported", "held up" -> answerBesideAnExtension(state);
            case "too large" -> {
                run();
                post("/runtime/invocation/r1/response", "x".repeat(Lambda.PAYLOAD_LIMIT_BYTES + 1));
            }
            case "bad mode" -> {
                run();
                lambda.client().respond("r1", "{}", MODE, "buffered");
            }
            case "cut off" -> {
                run();
                var half = send("POST", "/runtime/invocation/r1/response", "Content-Length: 9\r\n\r\n\"be");
                half.shutdownOutput();
                half.rest();
            }
            case "released" -> {
                run();
                post("/runtime/invocation/r1/response", "{}");
                send("GET", "/runtime/invocation/next", "");
                lambda.await(EventType.INVOKE_END, 1);
            }
            case "reset" -> {
                lambda = new Lambda();
                var poll = lambda.client().poll();
                lambda.await(EventType.INIT_DONE, 1);
                lambda.invoke(Call.of("r1").within(Duration.ofMillis(20)));
                poll.join();
                lambda.await(EventType.RESET, 1);
            }
            case "ended" -> {
                run();
                lambda.environment.shutdown(ShutdownReason.SPINDOWN, true);
                lambda.await(EventType.SHUTDOWN_DONE, 1);
            }
            default -> throw new AssertionError("no way is known to " + state);
        }
    }

    /** The extension keeps the invocation from being over. */
    private void answerBesideAnExtension(String state) throws Exception {
        lambda = new Lambda("ext");
        var _ = lambda.extension("ext", "INVOKE").poll();
        running();
        post("/runtime/invocation/r1/" + (state.equals("reported") ? "error" : "response"), "{}");
        if (state.equals("held up")) {
            send("GET", "/runtime/invocation/next", "");
            lambda.await(EventType.RUNTIME_NEXT, 2);
        }
    }

    private void run() throws Exception {
        lambda = new Lambda();
        running();
    }

    private void running() {
        lambda.invoke("r1");
        lambda.client().next();
    }

    /** The head of an answer, and a part of its body. */
    private void begin(String what, String rest) throws Exception {
        run();
        send("POST", "/runtime/invocation/r1/" + what, rest);
        while (lambda.client().next().status() == 200) {
            // the head has not arrived yet
        }
    }

    private RawClient send(String method, String path, String rest) throws IOException {
        return new RawCalls(lambda).send(method, BASE + path, rest);
    }

    private String post(String path, String body, String... headers) throws IOException {
        return new RawCalls(lambda).post(BASE + path, body, headers);
    }

    private String answer(String call) throws Exception {
        return switch (call) {
            case "next" ->
                new RawCalls(lambda)
                        .poll(BASE + "/runtime/invocation/next", EventType.RUNTIME_NEXT, EventType.RUNTIME_INVOKE);
            case "response" -> words(post("/runtime/invocation/r1/response", "{}"));
            case "other's" -> words(post("/runtime/invocation/r9/response", "{}"));
            case "mode" -> words(post("/runtime/invocation/r1/response", "{}", MODE + ": Streaming"));
            case "stream" -> words(post("/runtime/invocation/r1/response", "{}", MODE + ": streaming"));
            case "error" -> words(post("/runtime/invocation/r1/error", "{}"));
            case "other's error" -> words(post("/runtime/invocation/r9/error", "{}"));
            case "init/error" -> words(post("/runtime/init/error", "{}"));
            case "restore" -> words(send("GET", "/runtime/restore/next", "").rest());
            case "ping" -> words(send("GET", "/ping", "").rest());
            default -> throw new AssertionError("no such call: " + call);
        };
    }

    private static String expected(String cell) {
        var move = MOVE.matcher(cell);
        if (move.matches()) {
            return "403 InvalidStateTransition: State transition from " + state(move.group(1)) + " to "
                    + state(move.group(2)) + " failed for runtime. Error: State transition is not allowed";
        }
        return switch (cell) {
            case "event" -> "200 {\"n\":1}";
            case "ok" -> "202 {\"status\":\"OK\"}";
            case "id" -> "400 InvalidRequestID: Invalid request ID";
            case "late" -> "410 InvokeTimeout: Invoke timeout";
            case "mode" -> "400 InvalidFunctionResponseMode: Invalid function response mode";
            case "none" -> "404 404 page not found";
            case "pong" -> "200 pong";
            case "waits", "closed" -> cell;
            default -> throw new AssertionError("no such answer: " + cell);
        };
    }

    private static String state(String letter) {
        return switch (letter) {
            case "R" -> "InvocationResponse";
            case "E" -> "InvocationErrorResponse";
            case "S" -> "RuntimeResponseSentState";
            case "I" -> "InitError";
            default -> letter;
        };
    }
}
