package dev.simrun.proc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
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
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final int OBJECT_BYTES = 512; // the largest, glibc's attributes, have 336
    private static final int SIGNAL_SET_BYTES = 128;
    private static final int WRITE_ONLY = 1;
    private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";
    private static final String ACTION = "posix_spawn_file_actions_";
    private static final String ATTRIBUTE = "posix_spawnattr_";

    private static final MethodHandle SPAWN =
            handle("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ACTIONS_INIT = handle(ACTION + "init", ADDRESS);
    private static final MethodHandle ACTIONS_DESTROY = handle(ACTION + "destroy", ADDRESS);
    private static final MethodHandle DUP2 = handle(ACTION + "adddup2", ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle OPEN = handle(ACTION + "addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle CHDIR = handle(ACTION + "addchdir_np", ADDRESS, ADDRESS);
    private static final boolean CLOSES_FROM = Native.exists(CLOSE_FROM);
    private static final MethodHandle CLOSE = handle(CLOSES_FROM ? CLOSE_FROM : ACTION + "addclose", ADDRESS, JAVA_INT);
    private static final MethodHandle ATTRIBUTES_INIT = handle(ATTRIBUTE + "init", ADDRESS);
    private static final MethodHandle ATTRIBUTES_DESTROY = handle(ATTRIBUTE + "destroy", ADDRESS);
    private static final MethodHandle FLAGS = handle(ATTRIBUTE + "setflags", ADDRESS, JAVA_SHORT);
    private static final MethodHandle DEFAULTS = handle(ATTRIBUTE + "setsigdefault", ADDRESS, ADDRESS);
    private static final MethodHandle MASK = handle(ATTRIBUTE + "setsigmask", ADDRESS, ADDRESS);

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
            check((int) ACTIONS_INIT.invokeExact(actions));
            check((int) ATTRIBUTES_INIT.invokeExact(attributes));
            addActions(actions, command.workingDirectory(), streams, arena);
            setAttributes(attributes, arena);
            var pid = arena.allocate(JAVA_INT);
            var path = arena.allocateFrom(program.toString());
            var argv = strings(command.argv(), arena);
            var environment = strings(assignments(command.environment()), arena);
            int error = (int) SPAWN.invokeExact(pid, path, actions, attributes, argv, environment);
            check((int) ACTIONS_DESTROY.invokeExact(actions));
            check((int) ATTRIBUTES_DESTROY.invokeExact(attributes));
            return error == 0 ? pid.get(JAVA_INT, 0) : -error;
        } catch (Throwable thrown) {
            throw Native.impossible(thrown);
        }
    }

    private static void addActions(MemorySegment actions, Path directory, Streams streams, Arena arena)
            throws Throwable {
        var none = arena.allocateFrom("/dev/null");
        var wanted = List.of(streams.input(), streams.output(), streams.error());
        for (int target = 0; target < wanted.size(); target++) {
            var source = wanted.get(target);
            if (source.isPresent()) {
                check((int) DUP2.invokeExact(actions, source.getAsInt(), target));
            } else {
                int mode = target == 0 ? 0 : WRITE_ONLY;
                check((int) OPEN.invokeExact(actions, target, none, mode, 0));
            }
        }
        check((int) CHDIR.invokeExact(actions, arena.allocateFrom(directory.toString())));
        switch (Platform.CURRENT) {
            case LINUX, OTHER -> addCloses(actions);
            case MACOS -> {} // POSIX_SPAWN_CLOEXEC_DEFAULT does it
        }
    }

    /** Without {@code closefrom} (musl, glibc before 2.34) what is open now is closed one by one. */
    private static void addCloses(MemorySegment actions) throws Throwable {
        if (CLOSES_FROM) {
            check((int) CLOSE.invokeExact(actions, 3));
            return;
        }
        var open = new File("/proc/self/fd").list();
        for (var name : open == null ? new String[0] : open) {
            int descriptor = Integer.parseInt(name);
            if (descriptor > 2) {
                check((int) CLOSE.invokeExact(actions, descriptor));
            }
        }
    }

    private static void setAttributes(MemorySegment attributes, Arena arena) throws Throwable {
        int flags = Platform.CURRENT.sessionFlags() | SETSIGDEF | SETSIGMASK;
        check((int) FLAGS.invokeExact(attributes, (short) flags));
        var none = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
        check((int) MASK.invokeExact(attributes, none));
        var all = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
        // these two can't have another disposition, and some systems refuse to be asked
        all.set(JAVA_LONG, 0, ~(bit(Signal.SIGKILL) | bit(Signal.SIGSTOP)));
        check((int) DEFAULTS.invokeExact(attributes, all));
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

    private static void check(int error) {
        if (error != 0) {
            throw new IllegalStateException("preparing posix_spawn gave error " + error);
        }
    }

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return Native.function(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }
}
