package dev.simrun.picture;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import java.util.Optional;

/** Which events have a symbol, and which. */
final class Symbols {
    private static final String SIGKILL = "SIGKILL";

    private Symbols() {}

    /** A symbol and the text beside it. */
    record Shown(Symbol.Kind kind, String text) {}

    /**
     * What an event is shown as on its lane.
     *
     * @param usual whether a SIGKILL of the actor would be no more than Lambda's usual end
     */
    static Optional<Shown> of(Event event, boolean usual) {
        return switch (event.fact()) {
            case Fact.ProcessStart _ -> shown(Symbol.Kind.START, "");
            case Fact.ExtensionRegister _ -> shown(Symbol.Kind.REGISTER, "");
            case Fact.ExtensionAcknowledged _ -> shown(Symbol.Kind.ACKNOWLEDGED, "");
            case Fact.ProcessSignal(var signal) -> {
                boolean fatal = signal.equals(SIGKILL) && !usual;
                yield shown(fatal ? Symbol.Kind.KILL : Symbol.Kind.SIGNAL, brief(signal));
            }
            case Fact.ProcessExit exit -> shown(exit(exit, usual), exitText(exit));
            case Fact.RequestRefused it ->
                shown(
                        Symbol.Kind.REFUSED,
                        it.cause().status().map(String::valueOf).orElse("closed"));
            case Fact.Fault it -> shown(Symbol.Kind.FAULT, it.action().wireName());
            case Fact.Referee it -> shown(Symbol.Kind.REFEREE, it.rule());
            case Fact.Note(var text) -> shown(Symbol.Kind.NOTE, text);
            case Fact.Reset _ -> shown(Symbol.Kind.RESET, "reset");
            case Fact.InvokeTimeout _ -> shown(Symbol.Kind.TIMEOUT, "time-out");
            case Fact.InitError it -> shown(Symbol.Kind.ERROR, it.errorType());
            case Fact.RuntimeError it -> shown(Symbol.Kind.ERROR, it.errorType());
            case Fact.RuntimeInitError it -> shown(Symbol.Kind.ERROR, it.errorType());
            case Fact.RuntimeRestoreError it -> shown(Symbol.Kind.ERROR, it.errorType());
            case Fact.ExtensionInitError it -> shown(Symbol.Kind.ERROR, it.errorType());
            case Fact.ExtensionExitError it -> shown(Symbol.Kind.ERROR, it.errorType());
            case Fact.RestoreDone it ->
                it.outcome() == Outcome.SUCCESS
                        ? Optional.empty()
                        : shown(Symbol.Kind.ERROR, it.errorType().orElse(""));
            case Fact.RuntimeRestoreNext _ -> shown(Symbol.Kind.RESTORE_NEXT, "");
            case Fact.ExtensionNext _,
                    Fact.ExtensionEvent _,
                    Fact.RuntimeNext _,
                    Fact.RuntimeInvoke _,
                    Fact.RuntimeResponse _,
                    Fact.InvokeStart _,
                    Fact.InvokeDone _,
                    Fact.InvokeEnd _,
                    Fact.InitStart _,
                    Fact.InitDone _,
                    Fact.Freeze _,
                    Fact.Thaw _,
                    Fact.RestoreStart _,
                    Fact.ShutdownStart _,
                    Fact.ShutdownDone _,
                    Fact.Log _,
                    Fact.RequestAbandoned _ -> Optional.empty(); // spans, bands and ticks show these
        };
    }

    private static Optional<Shown> shown(Symbol.Kind kind, String text) {
        return Optional.of(new Shown(kind, text));
    }

    private static Symbol.Kind exit(Fact.ProcessExit exit, boolean usual) {
        boolean bad = isBad(exit, usual);
        return exit.signal().isPresent()
                ? (bad ? Symbol.Kind.DIED : Symbol.Kind.ENDED)
                : (bad ? Symbol.Kind.EXIT_STATUS : Symbol.Kind.EXIT);
    }

    private static String exitText(Fact.ProcessExit exit) {
        return exit.signal().map(Symbols::brief).orElse("exit " + exit.code().orElse(0L));
    }

    private static String brief(String signal) {
        return signal.startsWith("SIG") ? signal.substring(3) : signal;
    }

    /** Whether a process ended otherwise than by itself with 0, by SIGTERM, or as Lambda usually ends it. */
    static boolean isBad(Fact.ProcessExit exit, boolean usual) {
        return exit.signal()
                .map(it -> !it.equals("SIGTERM") && !(usual && it.equals(SIGKILL)))
                .orElse(exit.code().orElse(0L) != 0);
    }
}
