package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A shell in a folder, with simrun as {@code ./simrun} and on the PATH. */
final class Shell {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path folder;
    private final Path programs;

    private Shell(Path folder, Path programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /** How a script ended, and what it wrote to both outputs. */
    record Ran(int exit, String out) {}

    /**
     * Opens one.
     *
     * @param folder an empty one, in which scripts run
     * @param programs another, for what is on the PATH
     * @param own where it is called by its path, relative to the folder
     */
    static Shell in(Path folder, Path programs, String own) throws IOException {
        Tools.require("bash");
        launcher(folder.resolve(own), "./" + own);
        launcher(programs.resolve("simrun"), "simrun");
        return new Shell(folder, programs);
    }

    /** Starts simrun as the launcher does, which would build it first. */
    private static void launcher(Path file, String typed) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var classes = Simrun.classes().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
            #!/bin/sh
            exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:UserThreadWaitAttemptsAtExit=0 \\
                --enable-native-access=ALL-UNNAMED '-Dsimrun.command=%s' -cp '%s' dev.simrun.cli.Main "$@"
            """.formatted(java, typed, classes));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs a script, which ends at the first command that does not pass. */
    Ran run(String script, Map<String, String> variables) throws Exception {
        var output = programs.resolve("output.txt");
        var builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script).directory(folder.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SIMRUN_") || name.startsWith("GITHUB_"));
        environment.keySet().removeAll(List.of("NO_COLOR", "FORCE_COLOR", "JAVA_TOOL_OPTIONS"));
        environment.put("XDG_STATE_HOME", programs.resolve("state").toString());
        environment.put("PATH", programs + File.pathSeparator + environment.get("PATH"));
        environment.putAll(variables);
        var process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("ends within %s: %s", LIMIT, script)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
