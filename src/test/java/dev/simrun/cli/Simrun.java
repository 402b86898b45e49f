package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * simrun as its users start it: a JVM of its own, in a folder, of which only the exit code and the two outputs are
 * seen.
 */
final class Simrun {
    private static final String TIME_OF_THE_RUN = "(?m)^(\\d+ passed, .*) \\(\\d+\\.\\d\\ds\\)$";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Map<String, String> variables = new TreeMap<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();

    private Class<?> main = Main.class;

    private Simrun(Path folder) {
        this.folder = folder;
    }

    /** How a run ended and what it wrote, but for how long it took. */
    record Outcome(int exit, String out, String err) {
        /** Neither output has a line of a stack trace. */
        Outcome withoutTraces() {
            assertThat(out + err).doesNotContain("at dev.simrun", "Exception");
            return this;
        }
    }

    static Simrun in(Path folder) {
        return new Simrun(folder);
    }

    Simrun with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /**
     * Lets SIGINT and SIGHUP end it even where these tests run in the background of a shell, or below nohup, which
     * makes them ignored in all processes below.
     */
    Simrun withInterrupts() {
        return through("env").through("--default-signal=INT,HUP");
    }

    /** A program that starts the JVM. */
    Simrun through(String program) {
        before.add(program);
        return this;
    }

    Simrun withJvm(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Starts another class of ours. */
    Simrun of(Class<?> other) {
        main = other;
        return this;
    }

    Outcome run(String... arguments) throws Exception {
        return await(start(arguments));
    }

    /** Runs it with a script as its standard input, which ends there. */
    Outcome piped(String script, String... arguments) throws Exception {
        var process = start(arguments);
        type(process, script);
        process.getOutputStream().close();
        return await(process);
    }

    /** Writes to the standard input of a process and leaves it open. */
    static void type(Process process, String text) throws IOException {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException closed) {
            // it has ended already, as its outcome will tell
        }
    }

    /** Starts it with its outputs in files beside the scenarios. */
    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-XX:UserThreadWaitAttemptsAtExit=0");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SIMRUN_"));
        environment.keySet().removeAll(List.of("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"));
        environment.put("XDG_STATE_HOME", "/dev/null"); // what is remembered there is the user's
        environment.putAll(variables);
        return builder.redirectOutput(file("out").toFile())
                .redirectError(file("err").toFile())
                .start();
    }

    Outcome await(Process process) throws Exception {
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("simrun ends within %s", LIMIT)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), text("out").replaceAll(TIME_OF_THE_RUN, "$1"), text("err"));
    }

    /** Waits until a process has made a file of the folder; gives its text. */
    String awaitFile(String name) throws IOException {
        var file = folder.resolve(name);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - end)
                    .as("%s appears within %s", name, LIMIT)
                    .isNegative();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return Files.readString(file);
    }

    /** Sends a signal with the shell's kill. */
    static void signal(String signal, long target) throws Exception {
        var kill = new ProcessBuilder("bash", "-c", "kill -s " + signal + " -- " + target);
        assertThat(kill.inheritIO().start().waitFor()).isZero();
    }

    private Path file(String name) {
        return folder.resolve("simrun." + name + ".txt");
    }

    private String text(String name) throws IOException {
        return Files.readString(file(name), StandardCharsets.UTF_8);
    }

    private static String classPath() {
        return classes().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The class path without the tests' own classes. */
    static List<Path> classes() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }
}
