package dev.simrun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The launcher in a tree of its own, with JDKs and a Maven that are scripts. Its PATH has nothing of this machine but
 * the few tools that it may use.
 *
 * @param top the checkout
 * @param tools the whole PATH
 * @param jdks where JDKs are looked for
 * @param environment the launcher's
 */
record LauncherTree(Path top, Path tools, Path jdks, Map<String, String> environment) {
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** How a run ended and what it wrote. */
    record Run(int code, String out, String err) {}

    static LauncherTree in(Path temp) throws IOException {
        var tree = new LauncherTree(
                Files.createDirectory(temp.resolve("a checkout")),
                Files.createDirectory(temp.resolve("tools")),
                Files.createDirectory(temp.resolve("some jdks")),
                new TreeMap<>());
        FakeTools.fill(tree.tools);
        FakeTools.script(tree.top.resolve("simrun"), Files.readString(Path.of("simrun")));
        Files.writeString(tree.top.resolve("pom.xml"), "<project/>");
        Files.createDirectories(tree.top.resolve("src/main"));
        tree.source("A.java", "one");
        tree.source("B.java", "two");
        tree.environment.put("PATH", tree.tools.toString());
        tree.environment.put("SIMRUN_JDKS", tree.jdks.toString());
        return tree;
    }

    List<String> caches() throws IOException {
        try (var files = Files.list(top.resolve("target"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".aot"))
                    .toList();
        }
    }

    Run simrun() throws IOException, InterruptedException {
        return end(start(top, "./simrun"));
    }

    Process start(Path folder, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run end(Process process) throws IOException, InterruptedException {
        // What these scripts write is far shorter than a pipe, so that nobody has to read meanwhile.
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + LIMIT);
        }
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Run(process.exitValue(), out, err);
    }

    List<String> builds() throws IOException {
        return Files.readAllLines(top.resolve("builds"));
    }

    void source(String name, String content) throws IOException {
        Files.writeString(top.resolve("src/main").resolve(name), content);
    }

    Path jdk(String name, String version) throws IOException {
        return FakeTools.jdk(jdks.resolve(name), version);
    }
}
