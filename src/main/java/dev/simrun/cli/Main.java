package dev.simrun.cli;

import dev.simrun.report.Secrets;
import dev.simrun.run.PortException;
import dev.simrun.run.ToolFault;
import dev.simrun.source.OneLine;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entry point of the {@code simrun} command. */
public final class Main {
    private static final int OUTPUT_BUFFER = 8192;

    private static final String LOCALE = "LC_ALL";
    private static final String OWN_LOCALE = "SIMRUN_LC_ALL";

    /** Of an endless recursion nobody wants to read all. */
    private static final int TRACE_LINES = 40;

    /** How many threads of the system carry the virtual ones. */
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        exitAfter(args, environment(System.getenv()), Optional.of(Path.of(Settings.FILE)));
    }

    /** The same with such variables of its own, and with the settings of that file, if any. */
    static void exitAfter(String[] args, Map<String, String> environment, Optional<Path> settings) {
        // They hand over to each other all the time, which between two carriers takes many times as long. What
        // blocks in the system has threads of its own.
        System.setProperty(CARRIERS, System.getProperty(CARRIERS, "1"));
        var console = Console.over(buffered(FileDescriptor.out), buffered(FileDescriptor.err), environment)
                .obeying(settings);
        var out = console.out();
        var err = console.err();
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught(thrown, err));
        int status;
        try {
            status = command(List.of(args), console).status();
        } catch (ExitException wrong) {
            err.println(wrong.shown());
            status = wrong.code().status();
        } catch (PortException noPort) {
            err.println("error: " + OneLine.of(String.valueOf(noPort.getMessage())));
            status = ExitCode.FAULT.status();
        } catch (RuntimeException | InterruptedException | Error bug) {
            tell(bug, err);
            status = ExitCode.FAULT.status();
        }
        if (out.checkError() && status == ExitCode.OK.status()) {
            err.println("error: standard output can't be written to");
            status = ExitCode.FAULT.status();
        }
        console.phases().end("results told");
        console.phases().show(err);
        err.flush();
        Runtime.getRuntime().exit(status);
    }

    /**
     * Where a command writes.
     *
     * @param environment simrun's own variables
     * @param secrets what neither output shows
     * @param settings the file that says what options are where nothing else is said, if one is to be looked at
     */
    record Console(
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Secrets secrets,
            Phases phases,
            Optional<Path> settings) {
        /** The same with the settings of a file; without one only what is given counts. */
        Console obeying(Optional<Path> file) {
            return new Console(out, err, environment, secrets, phases, file);
        }

        /** The same without some variables. */
        Console without(Set<String> variables) {
            var others = new HashMap<>(environment);
            others.keySet().removeAll(variables);
            return new Console(out, err, others, secrets, phases, settings);
        }

        static Console over(OutputStream out, OutputStream err, Map<String, String> environment) {
            var secrets = new Secrets();
            return new Console(
                    new MaskedStream(out, secrets),
                    new MaskedStream(err, secrets),
                    environment,
                    secrets,
                    Phases.of(environment),
                    Optional.empty());
        }
    }

    /** What the user has set: the launcher gives Java another locale where it needs one, and says so. */
    static Map<String, String> environment(Map<String, String> given) {
        var set = given.get(OWN_LOCALE);
        if (set == null) {
            return given;
        }
        var environment = new HashMap<>(given);
        environment.keySet().removeAll(Set.of(OWN_LOCALE, LOCALE));
        if (!set.isEmpty()) {
            environment.put(LOCALE, set);
        }
        return environment;
    }

    private static OutputStream buffered(FileDescriptor descriptor) {
        return new BufferedOutputStream(new FileOutputStream(descriptor), OUTPUT_BUFFER);
    }

    static void tell(Throwable thrown, PrintStream err) {
        var fault = new ToolFault(thrown);
        err.println("error: " + OneLine.of(fault.headline()));
        if (!fault.isBug()) {
            return;
        }
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        var lines = trace.toString().lines().skip(1).toList();
        lines.stream().limit(TRACE_LINES).forEach(line -> err.println(line.startsWith("\t") ? line : OneLine.of(line)));
        if (lines.size() > TRACE_LINES) {
            err.println("\t… and " + (lines.size() - TRACE_LINES) + " lines more");
        }
    }

    /**
     * Without memory nobody can be told of a thread's death, and others would wait for it: the end of simrun, whose
     * processes its watcher kills.
     */
    private static void uncaught(Throwable thrown, PrintStream err) {
        tell(thrown, err);
        if (thrown instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(ExitCode.FAULT.status());
        }
    }

    /** The first word is a command, or {@code run} is meant. */
    static ExitCode command(List<String> args, Console console) throws ExitException, InterruptedException {
        var first = args.isEmpty() ? "" : args.getFirst();
        var command = Command.named(first);
        if (command.isPresent()) {
            return command.get().run(args.subList(1, args.size()), console);
        }
        Help.requireMeaning(first);
        return Command.RUN.run(args, console);
    }
}
