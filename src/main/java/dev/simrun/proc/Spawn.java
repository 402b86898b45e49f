package dev.simrun.proc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One {@code posix_spawn}: the child leads a session and group of its own, has default signal dispositions and an empty
 * signal mask, and inherits descriptors 0 to 2 and nothing else. Java's sockets are inheritable, so what is above 2 is
 * closed in the child.
 */
final class Spawn {
    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int OBJECT_BYTES = 512; // the largest, glibc's attributes, have 336
    private static final int SIGNAL_SET_BYTES = 128;
    private static final int WRITE_ONLY = 1;
    private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";
    private static final String ACTION = "posix_spawn_file_actions_";
    private static final String ATTRIBUTE = "posix_spawnattr_";

    private static final Native SPAWN = Native.function("posix_spawn");
    private static final Native ACTIONS_INIT = Native.function(ACTION + "init");
    private static final Native ACTIONS_DESTROY = Native.function(ACTION + "destroy");
    private static final Native DUP2 = Native.function(ACTION + "adddup2");
    private static final Native OPEN = Native.function(ACTION + "addopen");
    private static final Native CHDIR = Native.function(ACTION + "addchdir_np");
    private static final boolean CLOSES_FROM = Native.exists(CLOSE_FROM);
    private static final Native CLOSE = Native.function(CLOSES_FROM ? CLOSE_FROM : ACTION + "addclose");
    private static final Native ATTRIBUTES_INIT = Native.function(ATTRIBUTE + "init");
    private static final Native ATTRIBUTES_DESTROY = Native.function(ATTRIBUTE + "destroy");
    private static final Native FLAGS = Native.function(ATTRIBUTE + "setflags");
    private static final Native DEFAULTS = Native.function(ATTRIBUTE + "setsigdefault");
    private static final Native MASK = Native.function(ATTRIBUTE + "setsigmask");

    private Spawn() {}

    /** The descriptors of simrun that become 0, 1 and 2 of the child; none means /dev/null. */
    record Streams(OptionalInt input, OptionalInt output, OptionalInt error) {}

    /**
     * Starts a program.
     *
     * @param program the file to run; {@code argv[0]} is only what the program is told
     * @return the id of the process, or the negative error code
     */
    static int start(Path program, Command command, Streams streams) {
        try (var arena = Arena.ofConfined()) {
            var actions = arena.allocate(OBJECT_BYTES, Long.BYTES);
            var attributes = arena.allocate(OBJECT_BYTES, Long.BYTES);
            check(ACTIONS_INIT.call(actions.address()));
            check(ATTRIBUTES_INIT.call(attributes.address()));
            addActions(actions, command.workingDirectory(), streams, arena);
            setAttributes(attributes, arena);
            var pid = arena.allocate(JAVA_INT);
            var path = arena.allocateFrom(program.toString());
            var argv = strings(command.argv(), arena);
            var environment = strings(assignments(command.environment()), arena);
            long error = SPAWN.call(
                    pid.address(),
                    path.address(),
                    actions.address(),
                    attributes.address(),
                    argv.address(),
                    environment.address());
            check(ACTIONS_DESTROY.call(actions.address()));
            check(ATTRIBUTES_DESTROY.call(attributes.address()));
            return error == 0 ? pid.get(JAVA_INT, 0) : (int) -error;
        }
    }

    private static void addActions(MemorySegment actions, Path directory, Streams streams, Arena arena) {
        var none = arena.allocateFrom("/dev/null");
        var wanted = List.of(streams.input(), streams.output(), streams.error());
        for (int target = 0; target < wanted.size(); target++) {
            var source = wanted.get(target);
            if (source.isPresent()) {
                check(DUP2.call(actions.address(), source.getAsInt(), target));
            } else {
                int mode = target == 0 ? 0 : WRITE_ONLY;
                check(OPEN.call(actions.address(), target, none.address(), mode, 0));
            }
        }
        check(CHDIR.call(
                actions.address(), arena.allocateFrom(directory.toString()).address()));
        switch (Platform.CURRENT) {
            case LINUX, OTHER -> addCloses(actions);
            case MACOS -> {} // POSIX_SPAWN_CLOEXEC_DEFAULT does it
        }
    }

    /** Without {@code closefrom} (musl, glibc before 2.34) what is open now is closed one by one. */
    private static void addCloses(MemorySegment actions) {
        if (CLOSES_FROM) {
            check(CLOSE.call(actions.address(), 3));
            return;
        }
        var open = new File("/proc/self/fd").list();
        for (var name : open == null ? new String[0] : open) {
            int descriptor = Integer.parseInt(name);
            if (descriptor > 2) {
                check(CLOSE.call(actions.address(), descriptor));
            }
        }
    }

    private static void setAttributes(MemorySegment attributes, Arena arena) {
        int flags = Platform.CURRENT.sessionFlags() | SETSIGDEF | SETSIGMASK;
        check(FLAGS.call(attributes.address(), flags));
        var none = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
        check(MASK.call(attributes.address(), none.address()));
        var all = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
        // these two can't have another disposition, and some systems refuse to be asked
        all.set(JAVA_LONG, 0, ~(bit(Signal.SIGKILL) | bit(Signal.SIGSTOP)));
        check(DEFAULTS.call(attributes.address(), all.address()));
    }

    private static long bit(Signal signal) {
        return 1L << (signal.number() - 1);
    }

    private static List<String> assignments(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .toList();
    }

    private static MemorySegment strings(List<String> texts, Arena arena) {
        var array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }

    private static void check(long error) {
        if (error != 0) {
            throw new IllegalStateException("preparing posix_spawn gave error " + error);
        }
    }
}
