package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a test has in a folder of its own, built with its language's tools; nothing of that is written to the folder.
 * Without the tools, or without what they have to download, the test is skipped.
 *
 * @param temp for the outputs of the tools
 */
record FunctionSource(Path folder, Path temp) {
    /** Longer than any machine takes for its first build. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** The program that Go makes of it; what Go compiles it keeps in a cache of its own. */
    Path builtByGo() throws Exception {
        Tools.skipWithout("go");
        var program = temp.resolve("function");
        // no other version of Go is fetched, no C compiler needed, and the repository around is none of its concern
        var variables = Map.of("GOTOOLCHAIN", "local", "GOWORK", "off", "CGO_ENABLED", "0");
        download(variables, "go", "mod", "download");
        build(variables, "go", "build", "-mod=readonly", "-buildvcs=false", "-o", program.toString(), ".");
        return program;
    }

    /** The program that Cargo makes of it, with all that was compiled for it kept below the user's cache. */
    Path builtByCargo() throws Exception {
        Tools.skipWithout("cargo", "cc");
        var target = cache().resolve("rust");
        download(Map.of(), "cargo", "fetch", "--locked");
        build(Map.of(), "cargo", "build", "--locked", "--offline", "--target-dir", target.toString());
        return target.resolve("debug").resolve("function");
    }

    /** The language server of YAML that editors use, as npm gets it; kept below the user's cache. */
    Path languageServer() throws Exception {
        Tools.skipWithout("node", "npm");
        var target = Files.createDirectories(cache().resolve("editor"));
        var server = target.resolve("node_modules/yaml-language-server/bin/yaml-language-server");
        if (!Files.exists(server)) {
            var npm = List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", target.toString());
            var command = new ArrayList<>(npm);
            command.add("yaml-language-server@1.25.0");
            download(Map.of(), command.toArray(String[]::new));
        }
        return server;
    }

    private static Path cache() {
        var chosen = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        var cache = chosen.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(chosen);
        return cache.resolve("simrun-tests");
    }

    /** What is there already is not asked for again. */
    private void download(Map<String, String> variables, String... command) throws Exception {
        var ended = run(variables, command);
        assumeTrue(ended.exit() == 0, () -> ended.command() + " failed: " + ended.output());
    }

    private void build(Map<String, String> variables, String... command) throws Exception {
        var ended = run(variables, command);
        assertThat(ended.exit()).as("%s: %s", ended.command(), ended.output()).isZero();
    }

    private record Ended(String command, int exit, String output) {}

    /** Runs it to its end; one that takes too long has not succeeded. */
    private Ended run(Map<String, String> variables, String... command) throws IOException, InterruptedException {
        var output = temp.resolve("output.txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        var process = builder.start();
        boolean ended = false;
        try {
            ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        var text = Files.readString(output) + (ended ? "" : "\nnot done after " + LIMIT);
        return new Ended(String.join(" ", List.of(command)), ended ? process.exitValue() : -1, text);
    }
}
