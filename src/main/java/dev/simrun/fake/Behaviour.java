package dev.simrun.fake;

import dev.simrun.event.Ending;
import dev.simrun.fake.Rules.Reaction;
import dev.simrun.json.JsonTree;
import dev.simrun.scenario.Action;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;

/** What runtimes and extensions do alike: wait, hang, call and give up. */
final class Behaviour {
    static final Ending FAILED = new Ending.Code(1);

    private final Stage stage;
    private final Consumer<Ending> onEnd;
    private final List<Thread> beside = new CopyOnWriteArrayList<>();
    private volatile boolean deaf;
    private volatile boolean over;

    /**
     * That of one process.
     *
     * @param onEnd told how something ended it that runs beside the rest
     */
    Behaviour(Stage stage, Consumer<Ending> onEnd) {
        this.stage = stage;
        this.onEnd = onEnd;
    }

    /** Something that a fake does beside the rest, with a client of its own. */
    @FunctionalInterface
    interface Beside {
        Optional<Ending> run(LambdaClient client) throws IOException, InterruptedException;
    }

    /** Does something beside the rest, with a client of its own, until that or the process ends. */
    void beside(Beside more) {
        start("simrun-fake-beside", () -> {
            try (var client = connect()) {
                more.run(client).ifPresent(onEnd);
            } catch (InterruptedException processEnded) {
                Thread.currentThread().interrupt();
            } catch (IOException broken) {
                tellUnlessOver(broken);
            }
        });
    }

    /** Starts a thread that ends with the process. */
    void start(String name, Runnable task) {
        beside.add(stage.start(name, task));
        if (over) {
            end();
        }
    }

    /** The process ends, and what it does beside the rest. */
    void end() {
        over = true;
        beside.forEach(Thread::interrupt);
    }

    /** Says that its connection broke, unless its own end did that. */
    void tellUnlessOver(IOException broken) {
        if (!over) {
            print("lost the connection to the API: " + broken.getMessage());
        }
    }

    void print(String line) {
        stage.print(line);
    }

    LambdaClient connect() {
        return stage.connect();
    }

    boolean snapStart() {
        return stage.snapStart();
    }

    /** Whether it hangs so that not even SIGTERM ends it. */
    boolean deaf() {
        return deaf;
    }

    void prepare(Reaction<?> reaction) throws InterruptedException {
        if (reaction.delayFirst()) {
            stage.pause(reaction.delay());
        }
        reaction.print().forEach(this::print);
        if (!reaction.delayFirst() && !reaction.delay().isZero()) {
            stage.pause(reaction.delay());
        }
    }

    void pause(Duration length) throws InterruptedException {
        stage.pause(length);
    }

    /** Returns after a limited hang; an unlimited one ends only from outside. */
    void hang(Action.Hang hang) throws InterruptedException {
        if (hang.length().isEmpty()) {
            deaf = true;
            stage.pause();
        }
        stage.pause(hang.length().orElseThrow());
    }

    /** Gives its end, unless it goes on after a limited hang. */
    Optional<Ending> act(Action.Anywhere action) throws InterruptedException {
        return switch (action) {
            case Action.Hang hang -> {
                hang(hang);
                yield Optional.empty();
            }
            case Action.Exit(int code) -> Optional.of(new Ending.Code(code));
            case Action.Crash(String signal) -> Optional.of(new Ending.Signal(signal));
            case Action.Ignore() -> {
                stage.pause();
                throw new IllegalStateException("a pause without limit ended");
            }
        };
    }

    /** A call whose refusal ends a fake, as it ends most real clients (CLIENTS.md §2). */
    Optional<Answer.Response> call(LambdaClient client, Request request, int wanted)
            throws IOException, InterruptedException {
        return wanted(request, client.send(request), wanted);
    }

    /** The answer, if it has the wanted status; any other is told on standard output. */
    Optional<Answer.Response> wanted(Request request, Answer answer, int wanted) {
        return switch (answer) {
            case Answer.Response response when response.status() == wanted -> Optional.of(response);
            case Answer.Response response -> {
                var told = response.status() + " " + response.body().text().strip();
                stage.print(request.method() + " " + request.path() + " was answered " + told);
                yield Optional.empty();
            }
            case Answer.Closed() -> Optional.empty();
        };
    }

    static Request get(String path, Headers headers) {
        return Request.of("GET", path, headers, Bytes.EMPTY);
    }

    static Request post(String path, Headers headers, String body) {
        return Request.of("POST", path, headers, Bytes.utf8(body));
    }

    /** The body of an error that is reported, as the runtimes and extensions write it. */
    static String error(String type, String message, List<String> stack) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("errorMessage", message);
        body.put("errorType", type);
        var trace = body.putArray("stackTrace");
        stack.forEach(trace::add);
        return JsonTree.text(body);
    }
}
