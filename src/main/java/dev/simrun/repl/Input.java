package dev.simrun.repl;

import dev.simrun.language.Catalogue;
import dev.simrun.typing.TypedText;
import java.util.ArrayList;
import java.util.List;

/** What a typed text is: a step in file syntax, or a command. */
sealed interface Input {
    /** Nothing but blanks and comments. */
    record Empty() implements Input {}

    record Step(String text) implements Input {}

    /**
     * A command.
     *
     * @param name its first word
     * @param rest what follows it, without blanks around
     */
    record Command(String name, String rest) implements Input {}

    /**
     * A text that begins with a dash and a blank, whose first word ends in a colon, or that is a single step word is a
     * step; anything else is a command.
     */
    static Input of(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.lines().allMatch(line -> line.strip().startsWith("#"))) {
            return new Empty();
        }
        var word = stripped.split("\\s", 2)[0];
        boolean step = stripped.startsWith("- ")
                || stripped.equals("-")
                || word.endsWith(":")
                || Catalogue.step(stripped).isPresent();
        if (step) {
            return new Step(text.stripTrailing());
        }
        return new Command(word, stripped.substring(word.length()).strip());
    }

    /**
     * Whether a line belongs to the text above it: brackets or quotes are open there, or it is indented, or it is a
     * modifier of the step there.
     */
    static boolean goesOn(String text, String line) {
        if (!(of(text) instanceof Step)) {
            return false;
        }
        var word = line.split("\\s", 2)[0];
        boolean modifier = word.endsWith(":")
                && Catalogue.modifier(word.substring(0, word.length() - 1)).isPresent()
                && !text.stripLeading().startsWith("-");
        return TypedText.of(text).isOpen() || modifier || (!line.isBlank() && Character.isWhitespace(line.charAt(0)));
    }

    /** What was typed or pasted at once, step by step and command by command. */
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        for (var line : text.stripTrailing().stripIndent().split("\n", -1)) {
            if (!parts.isEmpty() && goesOn(parts.getLast(), line)) {
                parts.addLast(parts.removeLast() + "\n" + line);
            } else if (!line.isBlank()) {
                parts.add(line);
            }
        }
        return parts;
    }

    /**
     * Whether more must follow: brackets or quotes are open, or the arguments of a step come in lines of their own,
     * which an empty one ends.
     */
    static boolean isIncomplete(String text) {
        if (!(of(text) instanceof Step)) {
            return false;
        }
        return TypedText.of(text).isOpen() || (isBlock(text) && !text.endsWith("\n"));
    }

    /** Whether nothing follows the colon in the line of the step's key, and no bracket in the next. */
    private static boolean isBlock(String text) {
        var lines = text.split("\n", 2);
        var below = lines.length == 1 ? "" : lines[1].strip();
        boolean brackets = below.startsWith("{") || below.startsWith("[");
        return lines[0].stripTrailing().endsWith(":")
                && !brackets
                && !TypedText.of(lines[0]).isOpen();
    }
}
