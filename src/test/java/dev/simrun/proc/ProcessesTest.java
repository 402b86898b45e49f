package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.event.Ending;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProcessesTest {
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void exit_code_is_reported() throws Exception {
        assertThat(recorder.bash("exit 7").end()).isEqualTo(new Ending.Code(7));
        assertThat(recorder.bash("exit 255").end()).isEqualTo(new Ending.Code(255));
        assertThat(recorder.bash("exit 137").end()).isEqualTo(new Ending.Code(137));
    }

    @Test
    void death_by_a_signal_is_not_an_exit_code() throws Exception {
        assertThat(recorder.bash("kill -9 $$").end()).isEqualTo(new Ending.Signal("SIGKILL"));
        assertThat(recorder.bash("kill -SEGV $$").end()).isEqualTo(new Ending.Signal("SIGSEGV"));
    }

    @Test
    void process_leads_its_own_session_and_group() throws Exception {
        long pid = recorder.bash("exec sleep 1000").process().pid();
        String self = Long.toString(ProcessHandle.current().pid());
        assertThat(Alive.stat(pid).subList(1, 4)).containsExactly(self, Long.toString(pid), Long.toString(pid));
    }

    @Test
    void process_gets_only_the_given_environment_and_the_folder(@TempDir Path folder) throws Exception {
        var environment = Map.of("PATH", "/bin:/usr/bin", "GREETING", "grüß = dich");
        var script = "tr '\\0' '\\n' </proc/self/environ; readlink /proc/self/cwd";
        var lines = recorder.outputOf(new Command(List.of("sh", "-c", script), folder, environment));
        // dash passes on what it was given, and PWD where it has set it itself
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("STDOUT PWD="))
                .containsExactly(
                        "STDOUT GREETING=grüß = dich", "STDOUT PATH=/bin:/usr/bin", "STDOUT " + folder.toRealPath());
    }

    @Test
    void standard_input_is_empty_and_no_descriptor_is_inherited() throws Exception {
        // Java's sockets are inheritable: this one must not reach the process
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            var lines = recorder.outputOf("cat; echo /dev/fd/*; readlink /proc/self/fd/0");
            assertThat(lines).hasSize(2).contains("STDOUT /dev/null");
            // 3 is the shell's own look into the folder
            assertThat(lines.getFirst())
                    .isIn("STDOUT /dev/fd/0 /dev/fd/1 /dev/fd/2", "STDOUT /dev/fd/0 /dev/fd/1 /dev/fd/2 /dev/fd/3");
        }
    }

    @Test
    void process_starts_with_default_dispositions_and_no_blocked_signal() throws Exception {
        var lines = recorder.outputOf("exec grep -E 'Sig(Blk|Ign)' /proc/self/status");
        assertThat(lines).containsExactly("STDOUT SigBlk:\t0000000000000000", "STDOUT SigIgn:\t0000000000000000");
    }

    @Test
    void signal_reaches_the_whole_group() throws Exception {
        var started = recorder.bash("sleep 1000 & echo $!; wait");
        long grandchild = pidIn(recorder.next());
        started.process().signal(Signal.SIGTERM);
        assertThat(started.end()).isEqualTo(new Ending.Signal("SIGTERM"));
        Alive.awaitNone(List.of(grandchild));
    }

    @Test
    void signal_reaches_what_is_left_of_a_group_whose_leader_is_gone() throws Exception {
        var started = recorder.bash("sleep 1000 & echo $!");
        long grandchild = pidIn(recorder.next());
        assertThat(started.end()).isEqualTo(new Ending.Code(0));
        assertThat(Alive.is(grandchild)).isTrue();
        started.process().signal(Signal.SIGKILL);
        Alive.awaitNone(List.of(grandchild));
        started.process().signal(Signal.SIGKILL);
    }

    /** Often enough to meet one that is just on its way into a session of its own. */
    @RepeatedTest(20)
    void kill_reaches_descendants_in_other_groups_and_sessions() throws Exception {
        var started = recorder.bash("setsid sleep 1000 & echo $!; set -m; sleep 1000 & echo $!; wait");
        var others = List.of(pidIn(recorder.next()), pidIn(recorder.next()));
        assertThat(others).allMatch(pid -> Alive.is(pid));
        started.process().signal(Signal.SIGKILL);
        assertThat(started.end()).isEqualTo(new Ending.Signal("SIGKILL"));
        Alive.awaitNone(others);
    }

    @Test
    void stop_freezes_the_tree_and_continue_thaws_it() throws Exception {
        var started = recorder.bash("sleep 1000 & echo $!; wait");
        long grandchild = pidIn(recorder.next());
        started.process().signal(Signal.SIGSTOP);
        Alive.awaitState(grandchild, "T");
        Alive.awaitState(started.process().pid(), "T");
        assertThat(started.ended()).isNotDone();
        started.process().signal(Signal.SIGCONT);
        Alive.awaitState(grandchild, "S");
    }

    @Test
    void signalling_a_process_that_is_gone_does_nothing() throws Exception {
        var started = recorder.bash("exit 0");
        started.end();
        started.process().signal(Signal.SIGTERM);
        assertThat(started.process().exitStatus()).contains(new Ending.Code(0));
        assertThat(started.process().peakMemoryBytes()).isEmpty();
    }

    @Test
    void exit_is_reported_though_a_grandchild_holds_the_output_open() throws Exception {
        var started = recorder.bash("sleep 1000 & printf unfinished");
        assertThat(started.end()).isEqualTo(new Ending.Code(0));
        assertThat(recorder.lines).containsExactly("STDOUT unfinished");
    }

    @Test
    void peak_memory_is_that_of_the_tree() throws Exception {
        var started = recorder.bash("sleep 1000 & sleep 1000 & echo up; wait");
        recorder.next();
        long single = 100 * 1024;
        assertThat(started.process().peakMemoryBytes())
                .hasValueSatisfying(bytes -> assertThat(bytes).isGreaterThan(3 * single));
    }

    @Test
    void many_quick_starts_leave_no_descriptor_thread_or_zombie() throws Exception {
        recorder.bash("exit 0").end(); // the watcher's pipe and the stop pipe stay until the close
        assertThat(new UncutWaits()
                        .until(Duration.ofSeconds(20), () -> Alive.threads().isEmpty()))
                .isTrue();
        long before = Alive.openPipes();
        for (int i = 0; i < 200; i++) {
            assertThat(recorder.bash("echo out; echo err >&2").end()).isEqualTo(new Ending.Code(0));
        }
        assertThat(recorder.lines).hasSize(400);
        assertThat(new UncutWaits()
                        .until(Duration.ofSeconds(20), () -> Alive.threads().isEmpty()))
                .as("threads %s end", Alive.threads())
                .isTrue();
        assertThat(Alive.openPipes()).isEqualTo(before);
        recorder.close();
        assertThat(Alive.childrenOf(ProcessHandle.current().pid())).isEmpty();
    }

    @Test
    void close_kills_all_reaps_all_and_ends_the_watcher() throws Exception {
        long before = Alive.openPipes();
        var pids = new ArrayList<Long>();
        var all = new ArrayList<Recorder.Started>();
        for (int i = 0; i < 3; i++) {
            var started = recorder.bash("trap '' TERM; sleep 1000 & echo $!; while :; do wait; done");
            all.add(started);
            pids.add(started.process().pid());
            pids.add(pidIn(recorder.next()));
        }
        var own = ProcessHandle.current().pid();
        assertThat(Alive.childrenOf(own)).hasSize(4); // and the watcher
        recorder.close();
        assertThat(pids).noneMatch(pid -> Alive.is(pid));
        assertThat(Alive.childrenOf(own)).isEmpty();
        assertThat(Alive.threads()).isEmpty();
        assertThat(Alive.openPipes()).isEqualTo(before);
        for (var started : all) {
            assertThat(started.end()).isEqualTo(new Ending.Signal("SIGKILL"));
        }
        recorder.close();
        assertThatThrownBy(() -> recorder.bash("exit 0")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_ends_while_output_flows() throws Exception {
        var started = recorder.bash("yes & exec yes >&2");
        recorder.next();
        recorder.close();
        assertThat(started.end()).isEqualTo(new Ending.Signal("SIGKILL"));
        assertThat(Alive.threads()).isEmpty();
    }

    @Test
    void close_stops_readers_whose_pipe_a_lost_daemon_holds_open() throws Exception {
        // it leaves its session, and the parent by which it could be found ends
        var started = recorder.bash("(setsid sleep 1000 & echo $!)");
        long daemon = pidIn(recorder.next());
        started.end();
        var session = new UncutWaits();
        assertThat(session.until(
                        Duration.ofSeconds(20), () -> Alive.stat(daemon).get(3).equals(Long.toString(daemon))))
                .isTrue();
        // the two readers; the thread that has reaped the parent is about to end
        assertThat(session.until(Duration.ofSeconds(20), () -> Alive.threads().size() == 2))
                .isTrue();
        recorder.close();
        assertThat(Alive.threads()).isEmpty();
        ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_lost_daemon_is_known_by_its_mark() throws Exception {
        var mark = "DAEMON=" + ProcessHandle.current().pid();
        recorder.processes.mark(mark);
        var daemonScript = " setsid bash -c 'echo $$; exec sleep 1000' &)";
        recorder.bash("(" + mark + daemonScript).end();
        long daemon = pidIn(recorder.next());
        recorder.bash("(" + mark + "0" + daemonScript).end();
        long stranger = pidIn(recorder.next());
        recorder.processes.killMarked(mark);
        Alive.awaitNone(List.of(daemon));
        assertThat(Alive.is(stranger)).isTrue();
        ProcessHandle.of(stranger).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_killed_watcher_is_replaced() throws Exception {
        recorder.bash("exec sleep 1000");
        long watcher = watcherOtherThan(0);
        Posix.kill((int) watcher, Signal.SIGKILL.number());
        Alive.awaitNone(List.of(watcher));
        recorder.bash("exec sleep 1000");
        assertThat(Alive.is(watcherOtherThan(watcher))).isTrue();
    }

    /** Looked for until found: a process has no arguments for a moment while it starts. */
    private static long watcherOtherThan(long other) {
        var found = new ArrayList<Long>();
        var own = ProcessHandle.current().pid();
        new UncutWaits().until(Duration.ofSeconds(20), () -> {
            Alive.childrenOf(own).stream()
                    .filter(pid -> pid != other && isWatcher(pid))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static boolean isWatcher(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().arguments()).stream()
                .anyMatch(arguments -> List.of(arguments).contains("simrun-watcher"));
    }

    static long pidIn(String line) {
        assertThat(line).startsWith("STDOUT ");
        return Long.parseLong(line.substring("STDOUT ".length()));
    }
}
