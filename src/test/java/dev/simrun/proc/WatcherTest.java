package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatcherTest {
    @Test
    void nothing_survives_the_kill_of_simrun() throws Exception {
        var pids = killedBy(jvm -> Posix.kill((int) jvm, Signal.SIGKILL.number()));
        Alive.awaitNone(pids);
    }

    @Test
    void nothing_survives_the_kill_of_the_whole_group_of_simrun() throws Exception {
        var pids = killedBy(jvm -> Posix.kill((int) -jvm, Signal.SIGKILL.number()));
        Alive.awaitNone(pids);
    }

    @Test
    void nothing_survives_the_hang_up_of_the_group_of_simrun() throws Exception {
        var pids = killedBy(jvm -> Posix.kill((int) -jvm, Signal.SIGHUP.number()));
        Alive.awaitNone(pids);
    }

    @Test
    void nothing_survives_an_ordinary_end() throws Exception {
        var pids = new ArrayList<Long>();
        var jvm = start("end");
        read(jvm, pids);
        assertThat(jvm.waitFor(Recorder.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue()).isZero();
        Alive.awaitNone(pids);
    }

    /** The ids of a running simrun's processes, its watcher among them, after it was killed. */
    private static List<Long> killedBy(LongConsumer killer) throws Exception {
        var pids = new ArrayList<Long>();
        var jvm = start();
        read(jvm, pids);
        // two sleepers of two processes each (a bash with -c may add none), a daemon, the watcher
        assertThat(pids).hasSizeGreaterThanOrEqualTo(8).allMatch(Alive::is);
        killer.accept(jvm.pid());
        assertThat(jvm.waitFor(Recorder.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return pids;
    }

    /** setsid runs the JVM in its own process, so that one leads a group of its own. */
    private static Process start(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.addAll(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Sleepers.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void read(Process jvm, List<Long> pids) throws Exception {
        try (BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null && !line.equals("ready"); line = lines.readLine()) {
                pids.add(Long.parseLong(line));
            }
        }
    }
}
