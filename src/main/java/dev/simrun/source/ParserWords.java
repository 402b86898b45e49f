package dev.simrun.source;

import java.util.regex.Pattern;

/** What the parser says in its own words, for want of better ones. */
final class ParserWords {
    private static final int MAX_MESSAGE_LENGTH = 200;
    private static final Pattern CODE = Pattern.compile("\\(\\d+\\)");

    private ParserWords() {}

    static Problem problem(Location at, String context, String problem) {
        var text = context.isBlank() ? problem : problem + " " + context;
        var clean = tidy(text.isBlank() ? "this can't be read as YAML" : text);
        return Problem.of(at, clean);
    }

    static String tidy(String text) {
        var words = CODE.matcher(text)
                .replaceAll("")
                .replaceAll("'?<([a-z ]+)>'?", "$1")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return words.substring(0, Math.min(words.length(), MAX_MESSAGE_LENGTH));
    }
}
