package dev.simrun.proc;

import dev.simrun.event.Ending;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A signal by its name; some have another number on macOS than on Linux. */
public enum Signal {
    SIGHUP(1),
    SIGINT(2),
    SIGQUIT(3),
    SIGILL(4),
    SIGTRAP(5),
    SIGABRT(6),
    SIGBUS(7, 10),
    SIGFPE(8),
    SIGKILL(9),
    SIGUSR1(10, 30),
    SIGSEGV(11),
    SIGUSR2(12, 31),
    SIGPIPE(13),
    SIGALRM(14),
    SIGTERM(15),
    SIGCHLD(17, 20),
    SIGCONT(18, 19),
    SIGSTOP(19, 17),
    SIGTSTP(20, 18),
    SIGTTIN(21),
    SIGTTOU(22),
    SIGURG(23, 16),
    SIGXCPU(24),
    SIGXFSZ(25),
    SIGVTALRM(26),
    SIGPROF(27),
    SIGWINCH(28),
    SIGIO(29, 23),
    SIGSYS(31, 12);

    private final int linux;
    private final int macos;

    Signal(int number) {
        this(number, number);
    }

    Signal(int linux, int macos) {
        this.linux = linux;
        this.macos = macos;
    }

    /** The number of this signal on this system. */
    public int number() {
        return Platform.CURRENT == Platform.MACOS ? macos : linux;
    }

    /** The signal with that name, with or without {@code SIG}, in any case. */
    public static Optional<Signal> of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith("SIG") ? upper : "SIG" + upper;
        return Arrays.stream(values())
                .filter(signal -> signal.name().equals(full))
                .findFirst();
    }

    /** The name of a number on this system: {@code SIG34} where it has no other. */
    static String name(int number) {
        return Arrays.stream(values())
                .filter(signal -> signal.number() == number)
                .map(Signal::name)
                .findFirst()
                .orElse("SIG" + number);
    }

    /** Reads what {@code waitpid} stored; the layout is the same on Linux and macOS. */
    static Ending ending(int waitStatus) {
        int signal = waitStatus & 0x7f;
        return signal == 0 ? new Ending.Code((waitStatus >> 8) & 0xff) : new Ending.Signal(name(signal));
    }
}
