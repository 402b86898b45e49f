package dev.simrun.typing;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** A step in file syntax while it is being typed: one or several lines, complete or not. */
public final class TypedText {
    private final String text;
    private final List<Token> tokens;

    private TypedText(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    public static TypedText of(String text) {
        return new TypedText(text);
    }

    /**
     * Whether a bracket, a brace or a quote is open at the end, so that more must follow. What one that does not fit
     * has closed, nothing that follows can mend.
     */
    public boolean isOpen() {
        var open = new ArrayDeque<Character>();
        for (var token : tokens) {
            switch (token.kind()) {
                case OPEN_MAPPING -> open.push('}');
                case OPEN_LIST -> open.push(']');
                case CLOSE -> {
                    if (!open.isEmpty() && open.pop() != text.charAt(token.from())) {
                        return false;
                    }
                }
                case DASH, COMMA, COLON, PLAIN, SINGLE, DOUBLE, BLOCK, COMMENT -> {}
            }
        }
        return !open.isEmpty() || (!tokens.isEmpty() && !tokens.getLast().finished());
    }

    /** All keys, scalars and comments. */
    List<Piece> pieces() {
        return new Walk(text).all(tokens);
    }

    /** What the end of the text belongs to, perhaps of no length; empty where nothing can follow. */
    Optional<Piece> last() {
        var before = tokens;
        var last = atEnd();
        if (!tokens.isEmpty() && tokens.getLast().from() == last.from()) {
            before = tokens.subList(0, tokens.size() - 1);
        }
        return new Walk(text).last(before, last);
    }

    private Token atEnd() {
        int end = text.length();
        int line = text.lastIndexOf('\n') + 1;
        boolean blankLine = text.substring(line).isBlank();
        if (!tokens.isEmpty()) {
            var token = tokens.getLast();
            boolean goesOn = switch (token.kind()) {
                case PLAIN -> token.to() >= line;
                case SINGLE, DOUBLE -> !token.finished();
                case BLOCK, COMMENT -> token.to() == end && !blankLine;
                case DASH, OPEN_MAPPING, OPEN_LIST, CLOSE, COMMA, COLON -> false;
            };
            if (goesOn) {
                return token.until(end);
            }
        }
        // on a new line that is not far enough in, more of the same step is awaited
        int least = blankLine && line > 0 ? new Walk(text).columnOfStep(tokens).orElse(0) : 0;
        int column = Math.max(end - line, least);
        return new Token(Token.Kind.PLAIN, end, end, column, blankLine, true);
    }
}
