package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StopTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void the_whole_tree_is_stopped_when_stop_returns_and_goes_on_when_told() throws Exception {
        var process = recorder.bash("setsid bash -c 'sleep 1000 & echo $!; sleep 1000' & echo $!; sleep 1000");
        long one = ProcessesTest.pidIn(recorder.next());
        long other = ProcessesTest.pidIn(recorder.next());
        assertThat(process.process().stop(LIMIT, () -> true)).isTrue();
        assertThat(ProcessTree.of((int) process.process().pid()).members())
                .hasSize(3)
                .extracting(member -> Alive.stat(member.pid()).getFirst())
                .containsOnly("T");
        assertThat(Alive.stat(one).getFirst()).isEqualTo("T");
        assertThat(Alive.stat(other).getFirst()).isEqualTo("T");
        process.process().signal(Signal.SIGCONT);
        Alive.awaitState(one, "S");
        Alive.awaitState(other, "S");
    }

    @Test
    void each_thread_of_the_tree_has_run_once_when_it_is_told_that_they_go_on() throws Exception {
        var process = recorder.bash("bash -c 'echo up; sleep 1000' & bash -c 'echo up; exec sleep 1000' & wait");
        recorder.next();
        recorder.next();
        assertThat(process.process().stop(LIMIT, () -> true)).isTrue();
        var tree = ProcessTree.of((int) process.process().pid());
        assertThat(Resumed.of(tree).awaitRun(Duration.ofMillis(10)))
                .as("while they are stopped")
                .isFalse();
        assertThat(resumed(process.process()).awaitRun(LIMIT)).isTrue();
        assertThat(tree.members())
                .isNotEmpty()
                .noneMatch(member -> Alive.stat(member.pid()).getFirst().equals("T"));
    }

    @Test
    void what_ends_as_it_goes_on_is_not_waited_for() throws Exception {
        var process = recorder.bash("echo up; exec sleep 1000");
        recorder.next();
        assertThat(process.process().stop(LIMIT, () -> true)).isTrue();
        process.process().signal(Signal.SIGTERM);
        assertThat(resumed(process.process()).awaitRun(LIMIT)).isTrue();
        assertThat(process.end()).isEqualTo(new Ending.Signal("SIGTERM"));
    }

    @Test
    void who_calculates_is_not_waited_for() throws Exception {
        var process = recorder.bash("echo up; while :; do :; done");
        recorder.next();
        assertThat(process.process().stop(LIMIT, () -> true)).isTrue();
        assertThat(resumed(process.process()).awaitRun(LIMIT)).isTrue();
    }

    private static Resumed resumed(RunningProcess process) {
        var stopped = process.stopped();
        process.signal(Signal.SIGCONT);
        return stopped;
    }

    /** Some of them in the midst of vfork, where the parent can't stop before its child goes on. */
    @Test
    void what_is_forked_all_the_time_is_stopped_too() throws Exception {
        var script = "echo up; while true; do setsid sh -c 'sleep 0.01' & wait; done";
        for (int i = 0; i < 20; i++) {
            var process = recorder.bash(script).process();
            recorder.next();
            assertThat(process.stop(LIMIT, () -> true)).isTrue();
            var tree = ProcessTree.of((int) process.pid());
            assertThat(tree.isStopped()).isTrue();
            assertThat(ProcessTree.of((int) process.pid())).isEqualTo(tree);
            process.signal(Signal.SIGKILL);
        }
    }

    @Test
    void a_process_that_has_ended_is_no_hindrance() throws Exception {
        var process = recorder.bash("exit 0");
        process.end();
        assertThat(process.process().stop(LIMIT, () -> true)).isTrue();
    }

    @Test
    void stop_gives_up_when_it_is_not_wanted_any_more() throws Exception {
        var process = recorder.bash("exec sleep 1000");
        assertThat(process.process().stop(LIMIT, () -> false)).isFalse();
        assertThat(Alive.stat(process.process().pid()).getFirst()).isNotEqualTo("T");
    }
}
