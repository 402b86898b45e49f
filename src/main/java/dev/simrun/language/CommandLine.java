package dev.simrun.language;

import dev.simrun.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A command line as the list of a program and its arguments that a shell would make of it. */
final class Words {
    /** A word with its quoted parts. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    /** What a shell does more than splitting for. */
    private static final Pattern SHELL = Pattern.compile("[|&;<>$`*\\\\]");

    private Words() {}

    /** Of a list its elements as texts. */
    static JsonNode list(Node command) {
        var array = JsonNodeFactory.instance.arrayNode();
        switch (command) {
            case Node.Scalar line -> split(line.text()).forEach(array::add);
            case Node.Sequence words -> words.items().forEach(word -> array.add(((Node.Scalar) word).text()));
            case Node.Mapping _ -> throw new IllegalArgumentException("a mapping is no command");
        }
        return array;
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
