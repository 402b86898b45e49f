package dev.simrun.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.language.ScenarioReader;
import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Rule.When;
import dev.simrun.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripted actors do, in front of an API that hands out two events and then hangs up. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FakeProcessTest {
    @TempDir
    private Path folder;

    private final World world = new World();

    private Actor actor(String kind, String rules) throws IOException {
        var path = folder.resolve("x.yaml");
        var runtime = kind.equals("runtime") ? rules : "[]";
        var extension = kind.equals("extension") ? rules : "[]";
        Files.writeString(path, """
            name: x
            runtime: {fake: %s}
            extensions: {a: {fake: %s}}
            steps: [clear_faults]
            """.formatted(runtime, extension));
        var only =
                ScenarioReader.read(path, "x.yaml", Map.of(), Map.of()).cases().getFirst();
        return kind.equals("runtime") ? only.runtime() : only.extension("a").orElseThrow();
    }

    private FakeProcess start(Actor actor, CompletableFuture<Ending> ended) {
        var rules = new Rules(((Program.Fake) actor.program()).rules());
        return FakeProcess.start(actor, rules, world, ended::complete);
    }

    private static String shown(Optional<Ending> end) {
        return end.map(it -> switch (it) {
                    case Ending.Code(int status) -> "exit " + status;
                    case Ending.Signal(String signal) -> signal;
                })
                .orElse("alive");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        runtime   | []                                     | N R1{"n":1} N R2{"n":2} print P2 was answered 400 no; close; exit 1
        runtime   | [{when: start, exit: 3}]               | close; exit 3
        runtime   | [{when: start, crash: SIGSEGV}]        | close; SIGSEGV
        runtime   | [{when: start, init_error: {type: A, message: b}}] | POST runtime/init/error {"errorMessage":"b","errorType":"A","stackTrace":[]}; close; exit 1
        runtime   | [{when: start, hang: 2s}, {when: invoke, exit: 4}] | pause PT2S; N close; exit 4
        runtime   | [{when: invoke, reply: [1]}]           | N R1[1] N R2[1] print P2 was answered 400 no; close; exit 1
        runtime   | [{when: invoke, nth: 2, exit: 5}]      | N R1{"n":1} N close; exit 5
        runtime   | [{when: invoke, payload: {n: 2}, crash: SIGKILL}] | N R1{"n":1} N close; SIGKILL
        runtime   | [{when: invoke, fail: {type: T, message: m, stack: [s]}}, {when: start, print: hi, delay: 1s}] | print hi; pause PT1S; N POST runtime/invocation/1/error {"errorMessage":"m","errorType":"T","stackTrace":["s"]}; N POST runtime/invocation/2/error {"errorMessage":"m","errorType":"T","stackTrace":["s"]}; print POST /2018-06-01/runtime/invocation/2/error was answered 400 no; close; exit 1
        runtime   | [{when: invoke, do: [{reply: 7}, {reply: 7}]}] | N R17 R17 N R27 R27 N close; exit 1
        runtime   | [{when: invoke, nth: 2, exit: 0}, {when: invoke, hang: 1s}] | N pause PT1S; R1{"n":1} N close; exit 0
        extension | []                                     | POST extension/register {"events":["INVOKE","SHUTDOWN"]}; E E E close; exit 1
        extension | [{when: start, register: {events: [X]}}] | POST extension/register {"events":["X"]}; E E E close; exit 1
        extension | [{when: start, exit_error: {type: A.B}}] | POST extension/register {"events":["INVOKE","SHUTDOWN"]}; POST extension/exit/error {"errorMessage":"","errorType":"A.B","stackTrace":[]}; close; exit 1
        extension | [{when: start, init_error: {type: A.B}}] | POST extension/register {"events":["INVOKE","SHUTDOWN"]}; POST extension/init/error {"errorMessage":"","errorType":"A.B","stackTrace":[]}; close; exit 1
        extension | [{when: shutdown, exit: 0}]            | POST extension/register {"events":["INVOKE","SHUTDOWN"]}; E E close; exit 0
        extension | [{when: invoke, exit_error: {type: C}}] | POST extension/register {"events":["INVOKE","SHUTDOWN"]}; E POST extension/exit/error {"errorMessage":"","errorType":"C","stackTrace":[]}; close; exit 1
        extension | [{when: start, hang: 3s}, {when: invoke, crash: SIGBUS}] | pause PT3S; POST extension/register {"events":["INVOKE","SHUTDOWN"]}; E close; SIGBUS
        """)
    void script_is_played_to_its_end(String kind, String rules, String expected) throws Exception {
        var ended = new CompletableFuture<Ending>();
        var _ = start(actor(kind, rules), ended);
        var end = ended.get(10, TimeUnit.SECONDS);
        var written = expected.replaceAll("\\bN ", "GET runtime/invocation/next; ")
                .replaceAll("\\bE ", "GET extension/event/next; ")
                .replaceAll("\\bR(\\d)(\\S+) ", "POST runtime/invocation/$1/response $2; ")
                .replace("print P2 was", "print POST /2018-06-01/runtime/invocation/2/response was");
        assertThat(world.done() + "; " + shown(Optional.of(end))).isEqualTo(written);
    }

    @Test
    void runtime_with_snapstart_asks_to_be_restored_first() throws Exception {
        world.snapStart = true;
        var ended = new CompletableFuture<Ending>();
        var _ = start(actor("runtime", "[{when: invoke, exit: 0}]"), ended);
        assertThat(shown(Optional.of(ended.get(10, TimeUnit.SECONDS)))).isEqualTo("exit 0");
        assertThat(world.done()).isEqualTo("GET runtime/restore/next; GET runtime/invocation/next; close");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        runtime   | [{when: start, ignore: true}]                              | SIGTERM | SIGTERM
        runtime   | [{when: start, ignore: true}, {when: shutdown, exit: 9}]   | SIGTERM | exit 9
        runtime   | [{when: start, ignore: true}, {when: shutdown, crash: SIGABRT}] | SIGTERM | SIGABRT
        runtime   | [{when: start, ignore: true}, {when: shutdown, hang: 1s}]  | SIGTERM | SIGTERM
        runtime   | [{when: start, hang: forever}]                             | SIGTERM | alive
        runtime   | [{when: start, hang: forever}]                             | SIGKILL | SIGKILL
        runtime   | [{when: start, ignore: true}]                              | SIGCHLD | alive
        runtime   | [{when: start, ignore: true}]                              | SIGUSR1 | SIGUSR1
        extension | [{when: start, ignore: true}]                              | SIGTERM | SIGTERM
        extension | [{when: start, ignore: true}, {when: shutdown, exit: 9}]   | SIGTERM | SIGTERM
        extension | [{when: invoke, hang: forever}]                            | SIGTERM | alive
        """)
    void signal_is_met_by_who_is_idle(String kind, String rules, String signal, String expected) throws Exception {
        var ended = new CompletableFuture<Ending>();
        var process = start(actor(kind, rules), ended);
        world.idle.await();
        process.signal(signal);
        var end = expected.equals("alive") ? Optional.<Ending>empty() : Optional.of(ended.get(10, TimeUnit.SECONDS));
        assertThat(shown(end)).isEqualTo(expected);
        assertThat(process.alive()).isEqualTo(end.isEmpty());
        process.end(new Ending.Code(0));
        assertThat(process.alive()).isFalse();
    }

    private static Class<? extends Action> actions(String kind, When when) {
        boolean runtime = kind.equals("runtime");
        return switch (when) {
            case START -> runtime ? Action.AtRuntimeStart.class : Action.AtExtensionStart.class;
            case INVOKE -> runtime ? Action.AtInvoke.class : Action.AtExtensionEvent.class;
            case SHUTDOWN -> runtime ? Action.AtRuntimeShutdown.class : Action.AtExtensionEvent.class;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "register: {}",
                "reply: 1",
                "stream: [a]",
                "fail: E",
                "init_error: E.E",
                "exit_error: E.E",
                "hang: 1s",
                "exit: 0",
                "crash: SIGKILL",
                "ignore: true"
            })
    void what_can_be_read_is_what_can_be_done(String action) throws Exception {
        for (var kind : List.of("runtime", "extension")) {
            for (var when : When.values()) {
                var word = when.name().toLowerCase(Locale.ROOT);
                var can = false;
                try {
                    var read = actor(kind, "[{when: %s, %s}]".formatted(word, action));
                    var rules = new Rules(((Program.Fake) read.program()).rules());
                    can = rules.at(when, actions(kind, when)).action().isPresent();
                } catch (ScenarioException refused) {
                    assertThat(refused).hasMessageContaining("is no action of");
                }
                var done = when(kind, when, action);
                assertThat(can).as("%s of a %s at %s", action, kind, word).isEqualTo(done);
            }
        }
    }

    /** The table of the reference. */
    private static boolean when(String kind, When when, String action) {
        var name = action.substring(0, action.indexOf(':'));
        return switch (name) {
            case "register" -> kind.equals("extension") && when == When.START;
            case "init_error" -> when == When.START;
            case "exit_error" -> kind.equals("extension");
            case "reply", "stream", "fail" -> kind.equals("runtime") && when == When.INVOKE;
            default -> true;
        };
    }

    @Test
    void counts_go_on_when_an_actor_is_started_again() throws Exception {
        var actor = actor("runtime", "[{when: start, nth: 2, exit: 7}]");
        var rules = new Rules(((Program.Fake) actor.program()).rules());
        var first = new CompletableFuture<Ending>();
        var second = new CompletableFuture<Ending>();
        var _ = FakeProcess.start(actor, rules, world, first::complete);
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(new Ending.Code(1));
        var _ = FakeProcess.start(actor, rules, world, second::complete);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Ending.Code(7));
    }

    @Test
    void lost_connection_is_told_and_ends_it() throws Exception {
        var ended = new CompletableFuture<Ending>();
        var _ = start(actor("runtime", "[{when: invoke, stream: [a]}]"), ended);
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(new Ending.Code(1));
        assertThat(world.done()).endsWith("print lost the connection to the API: no streams here");
    }
}
