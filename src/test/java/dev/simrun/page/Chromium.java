package dev.simrun.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.cli.Tools;
import dev.simrun.json.JsonTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Chromium without a window, told what to do by its own protocol
 * (https://chromedevtools.github.io/devtools-protocol/): nothing but the browser has to be there.
 */
final class Chromium {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What systems call it; the first is what is asked for where it is missing. */
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> tabs = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final WebSocket socket;

    private Chromium(Process process, String address) throws Exception {
        this.process = process;
        this.socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Messages())
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Starts one that keeps what it remembers in a folder; without it the test is skipped, or fails with CI=true. */
    static Chromium start(Path folder) throws Exception {
        var path = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
        var found = NAMES.stream()
                .flatMap(name -> path.stream().map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            Tools.require(NAMES.getFirst());
        }
        Files.createDirectories(folder);
        var builder = new ProcessBuilder(
                found.orElseThrow().toString(),
                "--headless",
                "--no-sandbox", // in containers there is none; the pages are ours
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank");
        builder.environment().put("TMPDIR", folder.toString()); // else it leaves sockets behind
        var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return new Chromium(process, address(process));
        } catch (Exception unusable) {
            end(process);
            throw unusable;
        }
    }

    private static String address(Process process) throws IOException {
        // Left open: closing it would break the pipe that the browser goes on to write to.
        var err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (var line = err.readLine(); line != null; line = err.readLine()) {
            var told = ADDRESS.matcher(line);
            if (told.find()) {
                return told.group(1);
            }
        }
        throw new IOException("Chromium ended before it told its address");
    }

    /** A tab of that size, on a screen of one pixel per pixel. */
    Tab tab(int width, int height) throws Exception {
        var target = call("", "Target.createTarget", object().put("url", "about:blank"));
        var attach =
                object().put("targetId", target.path("targetId").asString()).put("flatten", true);
        var session =
                call("", "Target.attachToTarget", attach).path("sessionId").asString();
        var tab = new Tab(this, session);
        tabs.put(session, tab::told);
        tab.begin(width, height);
        return tab;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Calls a method and waits for what it gives. */
    JsonNode call(String session, String method, ObjectNode parameters) throws Exception {
        int id = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        awaited.put(id, answer);
        var message = object().put("id", id).put("method", method);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        message.set("params", parameters);
        send(JsonTree.text(message));
        var given = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(given.path("error").toString()).as(method).isEmpty();
        return given.path("result");
    }

    private synchronized void send(String message) throws InterruptedException, ExecutionException, TimeoutException {
        var _ = socket.sendText(message, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void received(String text) {
        var message = JsonTree.USUAL.read(text);
        var answer = awaited.remove(message.path("id").asInt(0));
        if (answer != null) {
            answer.complete(message);
        } else {
            tabs.getOrDefault(message.path("sessionId").asString(""), _ -> {}).accept(message);
        }
    }

    /** Puts the pieces of messages together. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                var whole = begun.toString();
                begun.setLength(0);
                received(whole);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable lost) {
            awaited.values().forEach(it -> it.completeExceptionally(lost));
        }
    }

    void close() throws InterruptedException {
        socket.abort();
        http.shutdownNow();
        end(process);
    }

    private static void end(Process process) throws InterruptedException {
        // Not asked to end: it has nothing to save, and now and then takes a minute.
        var all = process.descendants().toList();
        var _ = process.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
