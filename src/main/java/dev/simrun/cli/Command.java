package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What simrun can be told to do, by the first word of its command line. */
enum Command {
    RUN("run", "run scenarios; the word may be left out"),
    CHECK("check", "read scenarios and tell their mistakes; run nothing"),
    LIST("list", "list the cases that would be run"),
    REPL("repl", "debug a scenario, or type steps to an environment"),
    REPORT("report", "tell of a run again, and write its other reports"),
    MERGE("merge", "put the shards of a run together"),
    DIFF("diff", "tell what changed between two runs"),
    EXPLAIN("explain", "explain a step, a key, an operator, an event, an error of Lambda"),
    SCHEMA("schema", "print the JSON Schema of scenarios, simrun.yaml or --jsonl"),
    HELP("help", "tell of a command, or of what explain knows"),
    VERSION("version", "print the version");

    private final String word;
    private final String text;

    Command(String word, String text) {
        this.word = word;
        this.text = text;
    }

    /** Carries it out with what follows the word. */
    ExitCode run(List<String> args, Console console) throws ExitException, InterruptedException {
        return switch (this) {
            case RUN -> RunCommand.run(args, console);
            case CHECK -> LookCommand.CHECK.run(args, console);
            case LIST -> LookCommand.LIST.run(args, console);
            case REPL -> ReplCommand.run(args, console);
            case REPORT -> ReportCommand.run(args, console);
            case MERGE -> MergeCommand.run(args, console);
            case DIFF -> DiffCommand.run(args, console);
            case EXPLAIN -> ExplainCommand.run(args, console);
            case SCHEMA -> ExplainCommand.schema(args, console);
            case HELP -> Help.run(args, console);
            case VERSION -> Help.version(args, console);
        };
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
