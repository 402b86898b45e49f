package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.api.LocalApi;
import dev.simrun.engine.Environment;
import dev.simrun.engine.Host;
import dev.simrun.engine.Invoked;
import dev.simrun.engine.Times;
import dev.simrun.event.Ending;
import dev.simrun.event.Outcome;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Setups;
import dev.simrun.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runtime's streamed response makes of an invocation, through a real socket. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamedResponseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String HEAD = """
        POST /2018-06-01/runtime/invocation/r1/response HTTP/1.1\r
        Host: x\r
        Lambda-Runtime-Function-Response-Mode: streaming\r
        """;
    private static final String CHUNKED = HEAD
            + "Transfer-Encoding: chunked\r\nTrailer: Lambda-Runtime-Function-Error-Type,"
            + " Lambda-Runtime-Function-Error-Body\r\n\r\n";

    private Environment environment;
    private LocalServer server;
    private RawClient runtime;

    @BeforeEach
    void start() throws IOException {
        var setup = new Setups().limits(MINUTE).setup();
        environment = new Environment(setup, Times.real(), new Random(1));
        environment.attach(new Host() {
            @Override
            public void start(String actor) {
                // The test calls as the process would.
            }

            @Override
            public void signal(String actor, boolean kill) {
                environment.processEnded(actor, new Ending.Signal("SIGTERM"));
            }

            @Override
            public void freeze(BooleanSupplier wanted, Runnable done) {
                throw new UnsupportedOperationException("never frozen");
            }

            @Override
            public void thaw(Runnable done) {
                throw new UnsupportedOperationException("never frozen");
            }

            @Override
            public boolean alive(String actor) {
                return false;
            }
        });
        server = Loopback.serving(new LocalApi(environment));
        runtime = new RawClient(server);
    }

    @AfterEach
    void stop() throws Exception {
        runtime.close();
        environment.close();
        server.close();
    }

    private Invoked running(Duration timeout) throws IOException {
        environment.init();
        var invoked = Invoked.by(
                environment,
                new Invocation(
                        "r1",
                        Bytes.utf8("{}"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        timeout,
                        true));
        runtime.get("/2018-06-01/runtime/invocation/next");
        assertThat(runtime.response()).startsWith("HTTP/1.1 200 ");
        return invoked;
    }

    /** The answer to the caller after a post that is accepted. */
    private CallerAnswer answerTo(String post) throws IOException {
        var invoked = running(MINUTE);
        runtime.send(post);
        assertThat(runtime.response()).startsWith("HTTP/1.1 202 ").endsWith("{\"status\":\"OK\"}\n");
        return invoked.answered().join();
    }

    private static List<String> chunks(CallerAnswer answer) {
        return answer.chunks().orElseThrow().stream().map(c -> c.body().text()).toList();
    }

    @Test
    void chunks_reach_the_caller_one_by_one() throws Exception {
        var answer = answerTo(CHUNKED + "4\r\none \r\n3\r\ntwo\r\n0\r\n\r\n");

        assertThat(answer.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(answer.payload().text()).isEqualTo("one two");
        assertThat(chunks(answer)).containsExactly("one ", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHUNKED + "4\r\nhalf\r\n", HEAD + "Content-Length: 100\r\n\r\nhalf"})
    void body_that_breaks_off_is_truncated(String post) throws Exception {
        var invoked = running(MINUTE);
        runtime.send(post).shutdownOutput();

        assertThat(runtime.rest())
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"errorMessage\":\"HTTP request detected as truncated\","
                        + "\"errorType\":\"TruncatedHTTPRequest\"}\n");
        var answer = invoked.answered().join();
        assertThat(answer.errorType()).contains("Runtime.TruncatedResponse");
        assertThat(chunks(answer)).containsExactly("half");
    }

    @Test
    void error_in_the_trailers_is_the_invocations() throws Exception {
        var answer = answerTo(CHUNKED
                + "4\r\nhalf\r\n0\r\n"
                + "Lambda-Runtime-Function-Error-Type: Runtime.StreamError\r\n"
                + "Lambda-Runtime-Function-Error-Body: eyJlcnJvclR5cGUiOiJ4In0=\r\n"
                + "\r\n");

        assertThat(answer.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(answer.errorType()).contains("Runtime.StreamError");
        assertThat(answer.payload().text()).isEqualTo("{\"errorType\":\"x\"}");
        assertThat(chunks(answer)).containsExactly("half");
    }

    @Test
    void error_body_that_is_not_base64_leaves_the_type() throws Exception {
        var answer = answerTo(CHUNKED
                + "0\r\nLambda-Runtime-Function-Error-Type: Function.Late\r\n"
                + "Lambda-Runtime-Function-Error-Body: {no}\r\n\r\n");

        assertThat(answer.errorType()).contains("Function.Late");
        assertThat(answer.payload().isEmpty()).isTrue();
    }

    @Test
    void trailers_that_are_declared_and_not_sent_are_no_error() throws Exception {
        assertThat(answerTo(CHUNKED + "2\r\nok\r\n0\r\n\r\n").outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void trailer_lines_within_the_body_are_payload() throws Exception {
        var line = "Lambda-Runtime-Function-Error-Type: Runtime.Late\r\n";
        var size = Integer.toHexString(line.length());
        var answer = answerTo(CHUNKED + size + "\r\n" + line + "\r\n0\r\n\r\n");

        assertThat(answer.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(answer.payload().text()).isEqualTo(line);
    }

    @Test
    void time_out_cuts_a_slow_stream() throws Exception {
        var invoked = running(Duration.ofSeconds(1));
        runtime.send(CHUNKED + "4\r\nhalf\r\n");
        var answer = invoked.answered().join();
        runtime.send("4\r\nlate\r\n");

        assertThat(runtime.rest()).isEmpty();
        assertThat(answer.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(chunks(answer)).containsExactly("half");
    }
}
