package dev.simrun.proc;

import dev.simrun.event.Ending;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Starts processes for a test and keeps what they wrote and how they ended. */
final class Recorder implements AutoCloseable {
    static final long LIMIT_SECONDS = 20;

    final Processes processes = new Processes(Thread.ofPlatform().daemon().factory());
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** One started process and its end. */
    record Started(RunningProcess process, CompletableFuture<Ending> ended) {
        Ending end() throws Exception {
            return ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    static Command command(Path directory, String... argv) {
        return new Command(List.of(argv), directory, Map.of("PATH", "/usr/bin:/bin"));
    }

    Started start(Command command) throws LaunchException {
        var ended = new CompletableFuture<Ending>();
        var process = processes.start(
                command, (stream, all) -> all.forEach(line -> lines.add(stream + " " + line.text())), status -> {
                    if (!ended.complete(status)) {
                        lines.add("a second exit: " + status);
                    }
                });
        return new Started(process, ended);
    }

    Started bash(String script) throws LaunchException {
        return start(command(Path.of("/"), "bash", "-c", script));
    }

    /** Runs a script to its end and gives what it wrote, per stream in order. */
    List<String> outputOf(String script) throws Exception {
        return outputOf(command(Path.of("/"), "bash", "-c", script));
    }

    List<String> outputOf(Command command) throws Exception {
        start(command).end();
        return List.copyOf(lines);
    }

    /** The next line that any process writes. */
    String next() throws InterruptedException {
        var line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        return line == null ? "nothing" : line;
    }

    @Override
    public void close() {
        processes.close();
    }
}
