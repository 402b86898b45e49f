package dev.simrun.repl;

import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.language.Naming;
import dev.simrun.language.StepSpec;
import dev.simrun.match.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.node.StringNode;

/**
 * A line whose first word is no command, or could be several.
 *
 * @param rest what follows the word
 * @param meant the commands that begin so
 */
record NoCommand(String word, String rest, List<Command> meant) {
    private static final Pattern FIRST_KEY =
            Pattern.compile("\\{?\\s*[\"']?([\\w.-]+)[\"']?\\s*:(\\s.*|$)", Pattern.DOTALL);
    /** What stands for itself in YAML, also within braces. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./$+-]([\\w ./$+-]*[\\w./$+-])?");

    NoCommand {
        rest = rest.replaceFirst("(?<=\\w):$", ""); // the colon stands at the end
        meant = List.copyOf(meant);
    }

    /**
     * What is wrong, and what would do.
     *
     * @param reads whether a line is a step as it should be
     */
    String message(Predicate<String> reads) {
        var step = Catalogue.step(word);
        if (step.isPresent() && step.get().arguments().isEmpty() && !step.get().isOpen()) {
            return "%s takes nothing, not \"%s\"".formatted(word, rest);
        }
        if (step.isPresent()) {
            var line = withColon(step.get(), reads);
            return "a colon is missing after the step's key \"%s\"%s"
                    .formatted(word, line.map(it -> ": type " + it).orElse(", as in " + example(step.get())));
        }
        if (!meant.isEmpty()) {
            return "\"%s\" can be %s".formatted(word, list());
        }
        return "\"" + word + "\" is no command and no step" + Spelling.guess(word, Commands.words())
                + " (help lists them)";
    }

    private String list() {
        var words = meant.stream().map(Command::word).toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** The step that was meant. */
    private Optional<String> withColon(StepSpec step, Predicate<String> reads) {
        return candidates(step).stream()
                .filter(reads)
                .findFirst()
                .or(() -> step.main()
                        .filter(main -> main.kind().naming() != Naming.NOTHING
                                && PLAIN.matcher(rest).matches())
                        .map(_ -> word + ": " + rest)); // its name will be told to be wrong
    }

    private static String example(StepSpec step) {
        return step.example().lines().findFirst().orElseThrow().replaceFirst("^- ", "");
    }

    private List<String> candidates(StepSpec step) {
        var candidates = new ArrayList<String>();
        var names = Key.names(step.arguments());
        var key = FIRST_KEY.matcher(rest);
        boolean fields = key.matches() && (step.isOpen() || names.contains(key.group(1)));
        if (fields && !rest.startsWith("{")) {
            candidates.add(word + ": {" + rest + "}");
        } else if (fields || step.main().isEmpty()) {
            candidates.add(word + ": " + rest);
        } else {
            step.main().ifPresent(main -> candidates.addAll(ofMain(main.name(), names)));
        }
        return candidates;
    }

    /** Words stand for the arguments in their order; else all is the one that may stand alone. */
    private List<String> ofMain(String main, List<String> names) {
        var words = rest.split("\\s+", 2);
        var candidates = new ArrayList<String>();
        if (rest.startsWith("{")) {
            candidates.add("%s: {%s: %s}".formatted(word, main, rest));
        }
        candidates.add(word + ": " + rest);
        if (words.length == 2 && names.size() > 1) {
            candidates.add("%s: {%s: %s, %s: %s}"
                    .formatted(word, names.getFirst(), scalar(words[0]), names.get(1), scalar(words[1])));
        }
        candidates.add(word + ": " + scalar(rest));
        return candidates;
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : StringNode.valueOf(text).toString();
    }
}
