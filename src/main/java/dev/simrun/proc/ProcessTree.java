package dev.simrun.proc;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processes that belong to one that simrun started, as {@code /proc} shows them at a moment: its session, its
 * group, and all descendants of those, also in sessions of their own. Empty where there is no {@code /proc}. A daemon
 * whose parent has ended and that leads its own session isn't among them; see {@link MarkedProcesses}.
 *
 * @param members living processes, without zombies
 */
record ProcessTree(List<Member> members) {
    private static final String PEAK = "VmHWM:";

    /** A process with the ids that connect it. */
    record Member(int pid, int parent, int group, int session) {}

    /** The tree of the process that led the session with that id, itself included. */
    static ProcessTree of(int session) {
        var all = living();
        var members = new ArrayList<Member>();
        var ids = new HashSet<Integer>();
        boolean grown = true;
        while (grown) { // ends: each round takes one process at least
            grown = false;
            for (var process : all) {
                boolean belongs =
                        process.session() == session || process.group() == session || ids.contains(process.parent());
                if (belongs && ids.add(process.pid())) {
                    grown = members.add(process);
                }
            }
        }
        return new ProcessTree(List.copyOf(members));
    }

    Set<Integer> groups() {
        return members.stream().map(Member::group).collect(Collectors.toSet());
    }

    /**
     * Whether each thread of each member is stopped: they stop one after the other. A parent within vfork waits, and
     * runs no code, until its child goes on; only then it stops.
     */
    boolean isStopped() {
        var parents = members.stream().map(Member::parent).collect(Collectors.toSet());
        return members.stream()
                .map(Member::pid)
                .allMatch(pid -> isStopped(pid, parents.contains(pid) ? "TtZXD" : "TtZX"));
    }

    private static boolean isStopped(int pid, String states) {
        return threads(pid)
                .map(thread -> afterName(text(pid, "task/" + thread + "/stat")))
                .allMatch(stat -> stat.isEmpty() || states.indexOf(stat.charAt(0)) >= 0);
    }

    /** None if it ended while we looked. */
    static Stream<String> threads(int pid) {
        return Stream.ofNullable(
                        Path.of("/proc", Integer.toString(pid), "task").toFile().list())
                .flatMap(Arrays::stream);
    }

    /**
     * The sum of what a process and its descendants have used at most, in bytes; absent when there is none. It is asked
     * for after each invocation, and looks at no other processes: what has lost its parent isn't among them.
     */
    static Optional<Long> peakMemoryBytes(int pid) {
        long sum = peakBytesBelow(pid);
        return sum == 0 ? Optional.empty() : Optional.of(sum);
    }

    private static long peakBytesBelow(int pid) {
        return peakBytes(pid)
                + children(pid).stream().mapToLong(ProcessTree::peakBytesBelow).sum();
    }

    /** The children of all threads of a process. */
    static List<Integer> children(int pid) {
        return threads(pid)
                .flatMap(thread -> Arrays.stream(children(pid, thread).split(" ")))
                .filter(child -> !child.isEmpty())
                .map(ProcessTree::number)
                .toList();
    }

    private static String children(int pid, String thread) {
        return text(pid, "task/" + thread + "/children").strip();
    }

    private static long peakBytes(int pid) {
        return text(pid, "status")
                .lines()
                .filter(line -> line.startsWith(PEAK))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                .sum();
    }

    private static List<Member> living() {
        var all = new ArrayList<Member>();
        pids().forEach(pid -> {
            String[] fields = afterName(text(pid, "stat")).split(" ", 5);
            if (fields.length == 5 && !"ZX".contains(fields[0])) {
                all.add(new Member(pid, number(fields[1]), number(fields[2]), number(fields[3])));
            }
        });
        return all;
    }

    /** Of all processes, zombies too; none where there is no {@code /proc}. */
    static IntStream pids() {
        var names = new File("/proc").list((_, name) -> Character.isDigit(name.charAt(0)));
        return Arrays.stream(names == null ? new String[0] : names).mapToInt(Integer::parseInt);
    }

    /** Of: pid (name) state ppid pgrp session ...; the name may hold anything, also ") ". */
    static String afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 1).strip();
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    /** A file of a process; empty where that has ended or the file is not ours to read. */
    static String text(int pid, String file) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Integer.toString(pid), file));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
