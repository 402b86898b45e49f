package dev.simrun.repl;

import dev.simrun.language.Catalogue;
import dev.simrun.manual.Explain;
import dev.simrun.run.ActorView;
import dev.simrun.typing.Completion;
import dev.simrun.typing.Known;
import dev.simrun.typing.Suggestions;
import dev.simrun.typing.Suggestions.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a line at the prompt can go on: steps as the language knows them, commands, and what belongs behind a command.
 *
 * @param typed the line up to the cursor
 */
record Completions(String typed, Known known) {
    private static final Suggestions NOTHING = new Suggestions(0, List.of(), false);

    static Suggestions of(String typed, Prompt prompt) {
        var session = prompt.session();
        var actors = session.view().actors().stream().map(ActorView::name).toList();
        return new Completions(typed, new Known(actors, session.view().names())).suggestions();
    }

    private Suggestions suggestions() {
        var line = typed.stripLeading();
        int blank = line.indexOf(' ');
        boolean step = line.startsWith("-") || line.contains(":") || line.contains("\n");
        if (step) {
            return Completion.of(typed, known);
        }
        if (blank < 0) {
            return firstWord(line);
        }
        var rest = line.substring(blank).stripLeading();
        var meant = Command.meant(line.substring(0, blank));
        return meant.size() == 1 ? behind(meant.getFirst(), rest) : atEnd(0, List.of());
    }

    private Suggestions firstWord(String start) {
        var commands = Arrays.stream(Command.values())
                .map(it -> new Word(it.word() + (it.takesArguments() ? " " : ""), it.text()));
        var steps = Completion.of(typed, known).words().stream();
        return atEnd(start.length(), fitting(start, Stream.concat(commands, steps)));
    }

    private Suggestions behind(Command command, String rest) {
        var last = rest.substring(rest.lastIndexOf(' ') + 1);
        return switch (command) {
            case PRINT, SET -> moved(Completion.paths(rest, known), rest, word -> word);
            case HELP -> words(last, help());
            case BREAK, TBREAK -> breakpoint(rest, last);
            case TIMELINE, LOGS -> words(last, known.actors().stream().map(it -> new Word(it, "")));
            case SAVE -> new Suggestions(typed.length() - rest.length(), List.of(), true);
            // a number, or nothing
            case STEP, NEXT, UNTIL, CLEAR -> NOTHING;
            case CONTINUE, FINISH, BREAKPOINTS, LIST, WHERE, VARS, STATE, RETRY, SKIP, RELOAD, RESTART, QUIT -> NOTHING;
        };
    }

    private static Stream<Word> help() {
        return Stream.concat(
                Arrays.stream(Command.values()).map(it -> new Word(it.word(), it.text())),
                Explain.names().entrySet().stream()
                        .flatMap(group -> group.getValue().stream().map(name -> new Word(name, group.getKey()))));
    }

    /** An event's type and fields, as in the step that checks for one. */
    private Suggestions breakpoint(String rest, String last) {
        var words = rest.split(" +", -1);
        if (words.length == 1) {
            var keys = Catalogue.stepKeys().stream().map(key -> new Word(key, "before every " + key));
            return words(last, Stream.concat(Stream.of(new Word("on ", "an event")), keys));
        }
        if (!words[0].equals("on")) {
            return NOTHING;
        }
        var step = new StringBuilder("assert_event: {type: ").append(words[1]);
        if (words.length == 2) {
            return moved(Completion.of(step.toString(), known), step.toString(), word -> word);
        }
        for (int i = 2; i < words.length; i++) {
            step.append(", ").append(words[i].replaceFirst("=", ": "));
        }
        var text = step.toString();
        return moved(Completion.of(text, known), text, word -> word.replaceFirst(": $", "="));
    }

    /** Suggestions for another text that ends as the line does. */
    private Suggestions moved(Suggestions other, String text, UnaryOperator<String> change) {
        var words = other.words().stream()
                .map(word -> new Word(change.apply(word.text()), word.meaning()))
                .toList();
        return atEnd(text.length() - other.from(), words);
    }

    private Suggestions words(String start, Stream<Word> words) {
        return atEnd(start.length(), fitting(start, words));
    }

    private Suggestions atEnd(int length, List<Word> words) {
        return new Suggestions(typed.length() - length, words, false);
    }

    private static List<Word> fitting(String start, Stream<Word> words) {
        var lower = start.toLowerCase(Locale.ROOT);
        var seen = new ArrayList<String>();
        return words.filter(word -> word.text().toLowerCase(Locale.ROOT).startsWith(lower))
                .filter(word -> !seen.contains(word.text()) && seen.add(word.text()))
                .toList();
    }
}
