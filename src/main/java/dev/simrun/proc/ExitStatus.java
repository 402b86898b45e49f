package dev.simrun.proc;

/** How a process ended, as the kernel reports it. */
public sealed interface ExitStatus {
    /** It ended by itself, with a code from 0 to 255. */
    record Exited(int code) implements ExitStatus {}

    /** A signal ended it, which has this number on this system. */
    record Signalled(int number) implements ExitStatus {
        /** The signal's name, such as {@code SIGKILL}; {@code SIG34} for one without a name. */
        public String name() {
            return Signal.numbered(number).map(Signal::name).orElse("SIG" + number);
        }
    }

    /** Reads what {@code waitpid} stored; the layout is the same on Linux and macOS. */
    static ExitStatus decode(int waitStatus) {
        int signal = waitStatus & 0x7f;
        return signal == 0 ? new Exited((waitStatus >> 8) & 0xff) : new Signalled(signal);
    }
}
