package dev.simrun.cli;

import dev.simrun.run.Runner;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ctrl-C, SIGTERM and SIGHUP: the first cuts the run off in order, with {@code finally} steps and reports; a second one
 * kills the actors and ends simrun at once.
 *
 * <p>A shutdown hook can't do it: the JVM ignores what comes after the first signal. The JDK's own
 * {@code sun.misc.Signal} can; it is used by reflection because the compiler warns of its name, and that warning can't
 * be switched off.
 */
final class Interrupts {
    private final Runner runner;
    private volatile Optional<ExitCode> seen = Optional.empty();

    private Interrupts(Runner runner) {
        this.runner = runner;
    }

    /** Lets the signals interrupt a runner from now on. */
    static Interrupts watch(Runner runner) {
        var interrupts = new Interrupts(runner);
        interrupts.handle("INT", ExitCode.INTERRUPTED);
        interrupts.handle("TERM", ExitCode.TERMINATED);
        interrupts.handle("HUP", ExitCode.HUNG_UP);
        return interrupts;
    }

    /** How the run ends: by a bug, which is told, by the signal that came first, or else as said. */
    ExitCode code(Supplier<ExitCode> otherwise, PrintStream err) {
        if (runner.fault().isPresent()) {
            Main.tell(runner.fault().get(), err);
            return ExitCode.FAULT;
        }
        return seen.orElseGet(otherwise);
    }

    private void handle(String name, ExitCode code) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler onSignal = (proxy, method, args) -> switch (method.getName()) {
                case "handle" -> {
                    on(code);
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> args[0].hashCode() == System.identityHashCode(proxy);
                default -> "simrun's handler of " + name;
            };
            var proxy = Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handler}, onSignal);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException notThere) {
            // Without the class, or where the system keeps the signal to itself, the JVM ends at
            // the first signal; the processes' watcher still leaves nothing behind.
        }
    }

    private void on(ExitCode code) {
        if (seen.isPresent()) {
            runner.close();
            Runtime.getRuntime().halt(code.status());
        }
        seen = Optional.of(code);
        runner.interrupt();
    }
}
