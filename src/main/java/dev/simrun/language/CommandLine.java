package dev.simrun.language;

import dev.simrun.source.BlockText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** A command line as the list of a program and its arguments that a shell would make of it. */
public final class CommandLine {
    /** A word with its quoted parts. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    /** What a shell does more than splitting for. */
    private static final Pattern SHELL = Pattern.compile("[|&;<>$`*\\\\]");

    private CommandLine() {}

    /** The list in one line, as YAML. */
    public static String list(String line) {
        var words = JsonNodeFactory.instance.arrayNode();
        split(line).forEach(words::add);
        return BlockText.inline(words);
    }

    private static List<String> split(String line) {
        if (SHELL.matcher(QUOTED.matcher(line).replaceAll("")).find()) {
            return List.of("sh", "-c", line.strip());
        }
        var words = new ArrayList<String>();
        var word = WORD.matcher(line);
        while (word.find()) {
            words.add(QUOTED.matcher(word.group())
                    .replaceAll(
                            part -> Matcher.quoteReplacement(part.group(1) == null ? part.group(2) : part.group(1))));
        }
        return words;
    }
}
