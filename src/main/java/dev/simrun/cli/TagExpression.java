package dev.simrun.cli;

import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which tags a scenario must have, such as {@code smoke and not (slow or aws)}. */
record TagExpression(Expression expression) {
    private static final Pattern WORD = Pattern.compile("[()]|(?:\\\\.|[^\\s()])+");

    /** Evaluated by recursion. */
    private static final int WORDS = 500;

    boolean matches(List<String> tags) {
        return expression.evaluate(tags);
    }

    /**
     * Reads an expression.
     *
     * @throws ExitException if it is not one
     */
    static TagExpression parse(String text) throws ExitException {
        var words = WORD.matcher(text).results().toList();
        if (words.size() > WORDS) {
            throw new ExitException(ExitCode.USAGE, "--tags has more than " + WORDS + " words");
        }
        try {
            return new TagExpression(TagExpressionParser.parse(text));
        } catch (TagExpressionException itsOwnWordsHaveNoPlace) {
            throw ExitException.usage(
                    "--tags: can't read \"%s\" at position %s; write it such as 'smoke and not slow' or '(a or b) and c'"
                            .formatted(text, mistake(text, words) + 1));
        }
    }

    /** Where the first word begins after which nothing can make it right; else the end. */
    private static int mistake(String text, List<MatchResult> words) {
        int open = 0;
        for (var word : words) {
            open += word.group().equals("(") ? 1 : word.group().equals(")") ? -1 : 0;
            var closed = ")".repeat(Math.max(0, open));
            var read = text.substring(0, word.end());
            if (!isRight(read + closed) && !isRight(read + " tag" + closed)) {
                return word.start();
            }
        }
        return text.length();
    }

    private static boolean isRight(String text) {
        try {
            var _ = TagExpressionParser.parse(text);
            return true;
        } catch (TagExpressionException wrong) {
            return false;
        }
    }
}
