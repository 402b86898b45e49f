package dev.simrun.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a process ended. */
public sealed interface Ending {
    /** By itself, with an exit status. */
    record Code(int status) implements Ending {}

    /** By a signal, named such as {@code SIGKILL}. */
    record Signal(String name) implements Ending {
        /**
         * Lambda's engine is written in Go and prints that language's names of Linux's signals (WIRE.md §11.9); 16 and
         * 30 are Linux's only.
         */
        private static final Map<String, String> WORDS = InOrder.of(
                Map.entry("SIGHUP", "hangup"),
                Map.entry("SIGINT", "interrupt"),
                Map.entry("SIGQUIT", "quit"),
                Map.entry("SIGILL", "illegal instruction"),
                Map.entry("SIGTRAP", "trace/breakpoint trap"),
                Map.entry("SIGABRT", "aborted"),
                Map.entry("SIGBUS", "bus error"),
                Map.entry("SIGFPE", "floating point exception"),
                Map.entry("SIGKILL", "killed"),
                Map.entry("SIGUSR1", "user defined signal 1"),
                Map.entry("SIGSEGV", "segmentation fault"),
                Map.entry("SIGUSR2", "user defined signal 2"),
                Map.entry("SIGPIPE", "broken pipe"),
                Map.entry("SIGALRM", "alarm clock"),
                Map.entry("SIGTERM", "terminated"),
                Map.entry("SIG16", "stack fault"),
                Map.entry("SIGCHLD", "child exited"),
                Map.entry("SIGCONT", "continued"),
                Map.entry("SIGSTOP", "stopped (signal)"),
                Map.entry("SIGTSTP", "stopped"),
                Map.entry("SIGTTIN", "stopped (tty input)"),
                Map.entry("SIGTTOU", "stopped (tty output)"),
                Map.entry("SIGURG", "urgent I/O condition"),
                Map.entry("SIGXCPU", "CPU time limit exceeded"),
                Map.entry("SIGXFSZ", "file size limit exceeded"),
                Map.entry("SIGVTALRM", "virtual timer expired"),
                Map.entry("SIGPROF", "profiling timer expired"),
                Map.entry("SIGWINCH", "window changed"),
                Map.entry("SIGIO", "I/O possible"),
                Map.entry("SIG30", "power failure"),
                Map.entry("SIGSYS", "bad system call"));

        /** Those of Linux's signals that have a name in scenarios and events, by their numbers. */
        public static final List<String> NAMES = WORDS.keySet().stream()
                .filter(name -> !name.matches("SIG[0-9]+"))
                .toList();

        /** One without a name there, as all real-time signals, has its number. */
        private String word() {
            return WORDS.getOrDefault(name, name.toLowerCase(Locale.ROOT).replace("sig", "signal "));
        }
    }

    /** The fact that a process ended so. */
    default Fact.ProcessExit fact() {
        return switch (this) {
            case Code(int status) -> new Fact.ProcessExit(Optional.of((long) status), Optional.empty());
            case Signal(String name) -> new Fact.ProcessExit(Optional.empty(), Optional.of(name));
        };
    }

    /** The words of the engine for it: {@code exit status 1}, {@code signal: killed}. */
    default String words() {
        return switch (this) {
            case Code(int status) -> "exit status " + status;
            case Signal signal -> "signal: " + signal.word();
        };
    }

    /** What the caller reads when the runtime ended so (WIRE.md §5.1). */
    default String ofRuntime() {
        return equals(new Code(0))
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: " + words();
    }

    /** What the caller reads when an extension ended so (WIRE.md §3.9). */
    default String ofExtension() {
        return equals(new Code(0)) ? "exit code 0" : words();
    }
}
