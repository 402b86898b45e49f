package dev.simrun.repl;

import dev.simrun.manual.Explain;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands of the prompt, described once: help, completion and the reader come from it. */
enum Command {
    STEP("step", "[N]", "run the next step, or N", "s"),
    NEXT("next", "[N]", "the same as step", "n"),
    CONTINUE("continue", "", "go on to the next breakpoint, failure or pause, or to the end", "c"),
    UNTIL("until", "LINE", "go on up to that line of the file"),
    FINISH("finish", "", "run the rest and finally, and end the case"),
    BREAK(
            "break",
            "LINE | STEP | on EVENT [FIELD=VALUE]...",
            "stop before a line, before every such step, or when such an event is recorded",
            "b"),
    TBREAK("tbreak", "LINE | STEP | on EVENT [FIELD=VALUE]...", "the same, but only once"),
    BREAKPOINTS("breakpoints", "", "list the breakpoints"),
    CLEAR("clear", "N", "remove breakpoint N"),
    LIST("list", "", "the file around the next step", "l"),
    WHERE("where", "", "the scenario, its row, the step, and why it stopped", "w"),
    PRINT("print", "[PATH]", "a value, by the path that ${PATH} has; else the last result", "p"),
    SET("set", "NAME=VALUE", "bind a value to a name, as the step set does"),
    VARS("vars", "", "all names and their values"),
    TIMELINE("timeline", "[N] [ACTOR]", "the newest events: 20, or N; of all, or one actor", "t"),
    LOGS("logs", "[ACTOR]", "what the actors wrote, or one of them"),
    STATE("state", "", "phase, clock, and what each process waits for"),
    RETRY("retry", "", "run the step that failed again", "r"),
    SKIP("skip", "", "pass over the next step, or give up the one under way; that it failed still counts"),
    RELOAD("reload", "", "read the file again and stay at the same step"),
    RESTART("restart", "", "begin anew in a fresh environment"),
    SAVE("save", "FILE", "write the steps so far as a scenario, typed and interrupted ones too"),
    HELP("help", "[NAME]", "this list, or what simrun explain tells of a name", "?"),
    QUIT("quit", "", "run finally and leave (Ctrl-D)", "q", "exit");

    /** Those after which the session may stand elsewhere. */
    static final Set<Command> MOVES = EnumSet.of(STEP, NEXT, CONTINUE, UNTIL, FINISH, RETRY, SKIP, SET, RELOAD);

    /** Those that an empty line does again. */
    static final Set<Command> REPEATED = EnumSet.of(STEP, NEXT);

    private final String word;
    private final String arguments;
    private final String text;
    private final String aliases;

    /** A command; its arguments may be empty. */
    Command(String word, String arguments, String text, String... aliases) {
        this.word = word;
        this.arguments = arguments;
        this.text = text;
        this.aliases = String.join(" ", aliases);
    }

    String word() {
        return word;
    }

    /** What else it is called. */
    List<String> aliases() {
        return aliases.isEmpty() ? List.of() : List.of(aliases.split(" "));
    }

    String text() {
        return text;
    }

    boolean takesArguments() {
        return !arguments.isEmpty();
    }

    /** The command of that name or alias. */
    static Optional<Command> named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.word.equals(name) || it.aliases().contains(name))
                .findFirst();
    }

    /**
     * The one of that name or alias, or else those whose name begins so; only {@code break} of that and
     * {@code breakpoints}.
     */
    static List<Command> meant(String typed) {
        if (named(typed).isPresent() || typed.isEmpty()) {
            return named(typed).stream().toList();
        }
        var all =
                Arrays.stream(values()).filter(it -> it.word.startsWith(typed)).toList();
        return all.stream()
                .filter(it -> all.stream().allMatch(other -> other.word.startsWith(it.word)))
                .findFirst()
                .map(List::of)
                .orElse(all);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Command::word).toList();
    }

    /** How it is typed, such as {@code step (s) [N]}. */
    String usage() {
        var others = aliases.isEmpty() ? "" : " (" + aliases.replace(" ", ", ") + ")";
        return word + others + (arguments.isEmpty() ? "" : " " + arguments);
    }

    /** All commands with what they do. */
    static String help() {
        var rows = new LinkedHashMap<String, String>();
        Arrays.stream(values()).forEach(it -> rows.put(it.usage(), it.text));
        return "A line that begins with \"- \", whose first word ends in \":\", or that is a single step word\n"
                + "is a step as in a file; anything else is a command, which its first letters may stand for:\n"
                + Explain.table(rows)
                + "help NAME explains a command, a step, an operator or an event.\n";
    }
}
