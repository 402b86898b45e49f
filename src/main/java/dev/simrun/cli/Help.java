package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.manual.Explain;
import dev.simrun.match.Spelling;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code simrun help} and {@code simrun version}. */
final class Help {
    private static final int COLUMNS = 24;

    private static final Map<String, String> VARIABLES = rows(
            "SIMRUN_…",
                    "each option with a long name: SIMRUN_FAIL_FAST=1 is --fail-fast; an option wins, then this, then"
                            + " simrun.yaml",
            "NO_COLOR, FORCE_COLOR", "what --color=auto looks at before it looks for a terminal",
            "SIMRUN_JAVA_HOME", "the Java to use, 25 or newer",
            "SIMRUN_JDKS", "a folder of JDKs to look through instead of the usual places",
            "SIMRUN_JAVA_OPTS", "further options for the JVM",
            "SIMRUN_PROFILE", "start: tells on standard error how long each phase took");

    private static final List<String> EXAMPLES = List.of(
            "simrun scenarios/shutdown.yaml",
            "simrun scenarios --tags 'smoke and not slow' --junit out/junit.xml",
            "simrun --step scenarios/shutdown.yaml",
            "simrun repl -- python3 -m awslambdaric app.handler",
            "simrun explain expect_event");

    private Help() {}

    static ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        if (args.isEmpty() || args.getFirst().startsWith("-")) {
            return Command.RUN.run(List.of("--help"), console);
        }
        for (var name : args) {
            var command = Command.named(name).filter(it -> it != Command.HELP && it != Command.VERSION);
            if (command.isPresent()) {
                command.get().run(List.of("--help"), console);
            } else if (Command.named(name).isPresent()) {
                console.out()
                        .println("simrun " + name + ": "
                                + Command.named(name).get().text());
            } else {
                Command.EXPLAIN.run(List.of(name), console);
            }
        }
        return ExitCode.OK;
    }

    static ExitCode version(List<String> args, Console console) throws ExitException {
        if (!args.isEmpty()) {
            throw ExitException.usage("version takes nothing more, not \"" + args.getFirst() + "\"");
        }
        console.out().println("simrun " + version());
        return ExitCode.OK;
    }

    static String version() {
        return Optional.ofNullable(Help.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }

    /** What stands above the options. */
    static String commands() {
        return "\nCommands (simrun help COMMAND tells more):\n" + table(Command.values(), Command::word, Command::text);
    }

    /** What stands below the options: the rest that one needs to know of the command line. */
    static String more() {
        return EXAMPLES.stream().collect(Collectors.joining("\n  ", "\nExamples:\n  ", "\n"))
                + "\nExit codes:\n"
                + exitCodes()
                + "\nEnvironment:\n"
                + Explain.table(VARIABLES, COLUMNS);
    }

    static String exitCodes() {
        return table(ExitCode.values(), it -> "%4d".formatted(it.status()), ExitCode::meaning);
    }

    private static <T> String table(T[] all, Function<T, String> name, Function<T, String> meaning) {
        var rows = new LinkedHashMap<String, String>();
        Arrays.stream(all).forEach(it -> rows.put(name.apply(it), meaning.apply(it)));
        return Explain.table(rows);
    }

    private static Map<String, String> rows(String... namesAndMeanings) {
        var rows = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndMeanings.length; i += 2) {
            rows.put(namesAndMeanings[i], namesAndMeanings[i + 1]);
        }
        return rows;
    }

    /** Refuses a first word that is neither a command nor the path of anything. */
    static void requireMeaning(String word) throws ExitException {
        if (!word.matches("\\w[\\w-]*") || Paths.exists(word)) {
            return;
        }
        var meant = Stream.concat(
                        Spelling.nearest(word, Command.words()).map(it -> "the command " + it).stream(),
                        Paths.nearest(Paths.of(word)).map(it -> "the path " + it).stream())
                .collect(Collectors.joining(" or "));
        throw ExitException.usage("\"" + word + "\" is neither a path nor a command" + hint(word, meant));
    }

    private static String hint(String word, String meant) {
        if (!meant.isEmpty()) {
            return "; did you mean " + meant + "?";
        }
        return Explain.text(word).isPresent()
                ? "; simrun explain " + word + " tells what that is"
                : " (simrun help lists the commands)";
    }
}
