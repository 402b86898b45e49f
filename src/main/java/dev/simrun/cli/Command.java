package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What simrun can be told to do, by the first word of its command line. */
enum Command {
    RUN("run", "run scenarios; the word may be left out", RunCommand::run),
    CHECK("check", "read scenarios and tell their mistakes; run nothing", LookCommand.CHECK::run),
    LIST("list", "list the cases that would be run", LookCommand.LIST::run),
    REPL("repl", "debug a scenario, or type steps to an environment", ReplCommand::run),
    EXPLAIN("explain", "explain a step, a key, an operator, an event, an error of Lambda", ExplainCommand::run),
    SCHEMA("schema", "print the JSON Schema of scenarios, for editors", ExplainCommand::schema),
    HELP("help", "tell of a command, or of what explain knows", Help::run),
    VERSION("version", "print the version", Help::version);

    private final String word;
    private final String text;
    private final Action action;

    Command(String word, String text, Action action) {
        this.word = word;
        this.text = text;
        this.action = action;
    }

    /** Carries out what follows the word. */
    interface Action {
        ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException;
    }

    ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        return action.run(args, console);
    }

    String word() {
        return word;
    }

    /** What it does, as one would say what to do. */
    String text() {
        return text;
    }

    static Optional<Command> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Command::word).toList();
    }
}
