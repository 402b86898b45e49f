package dev.simrun.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process to which a debugger can be attached.
 *
 * @param pid of the one that was started
 * @param attach the command line that shows what it, or what a shell waits for in its place, does
 */
public record Debuggee(long pid, String attach) {
    private static final Pattern SHELL = Pattern.compile("sh|bash|dash|ash|busybox|zsh|ksh");
    private static final Pattern PYTHON = Pattern.compile("(python|pypy)[\\d.]*");

    /** The note by which Go's linker says which build it was. */
    private static final Pattern GO =
            Pattern.compile("\\x04\\x00\\x00\\x00.{4}\\x04\\x00\\x00\\x00Go\\x00\\x00", Pattern.DOTALL);

    /** Notes stand near the beginning of a program. */
    private static final int HEAD_BYTES = 64 * 1024;

    static Debuggee of(int pid) {
        int working = working(pid);
        return new Debuggee(pid, attach(working, program(working)));
    }

    /** A shell does nothing itself but wait for its only child. */
    private static int working(int pid) {
        var children = ProcessTree.children(pid);
        boolean shell = SHELL.matcher(name(program(pid))).matches();
        return shell && children.size() == 1 ? working(children.getFirst()) : pid;
    }

    static String attach(int pid, Optional<Path> program) {
        if (PYTHON.matcher(name(program)).matches()) {
            return "py-spy dump --pid " + pid;
        }
        return (program.filter(Debuggee::isGo).isPresent() ? "dlv attach " : "gdb -p ") + pid;
    }

    private static String name(Optional<Path> program) {
        return program.map(Path::getFileName).map(Path::toString).orElse("");
    }

    /** What runs in it; else the word by which it was called. */
    private static Optional<Path> program(int pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Integer.toString(pid), "exe")));
        } catch (IOException notOurs) {
            return Arrays.stream(ProcessTree.text(pid, "cmdline").split("\0"))
                    .filter(word -> !word.isEmpty())
                    .findFirst()
                    .map(Path::of);
        }
    }

    private static boolean isGo(Path program) {
        try (var in = Files.newInputStream(program)) {
            return GO.matcher(new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
