package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the kernel says about processes, descriptors and threads. */
public final class Alive {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Alive() {}

    /** State, parent, group, session, as /proc gives them; empty when there is no such process. */
    static List<String> stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String fields = stat.substring(stat.lastIndexOf(')') + 2);
            return List.of(fields.split(" ")).subList(0, 4);
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** Zombies are dead: whoever adopted them may not reap. */
    public static boolean is(long pid) {
        var stat = stat(pid);
        return !stat.isEmpty() && !stat.getFirst().equals("Z");
    }

    public static void awaitNone(List<Long> pids) {
        assertThat(new UncutWaits().until(LIMIT, () -> pids.stream().noneMatch(Alive::is)))
                .as("all of %s are gone", pids)
                .isTrue();
    }

    static void awaitState(long pid, String state) {
        assertThat(new UncutWaits().until(LIMIT, () -> stat(pid).getFirst().equals(state)))
                .as("state of %d becomes %s, is %s", pid, state, stat(pid))
                .isTrue();
    }

    /** Own children, dead or alive, that lead a session: what simrun's code started. */
    public static List<Long> childrenOf(long parent) {
        return List.of(new File("/proc").list()).stream()
                .filter(name -> name.chars().allMatch(Character::isDigit))
                .map(Long::valueOf)
                .filter(pid -> {
                    var stat = stat(pid);
                    return !stat.isEmpty()
                            && stat.get(1).equals(Long.toString(parent))
                            && stat.get(3).equals(Long.toString(pid));
                })
                .toList();
    }

    /** Pipes only: the JVM opens other files when it likes. */
    static long openPipes() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> {
                        try {
                            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
                        } catch (IOException closed) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("simrun-"))
                .toList();
    }
}
