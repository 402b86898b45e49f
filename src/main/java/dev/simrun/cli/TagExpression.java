package dev.simrun.cli;

import java.util.Collection;

/** Which tags a scenario must have, such as {@code smoke & !(slow | aws)}. */
sealed interface TagExpression {
    record Tag(String name) implements TagExpression {}

    record Not(TagExpression inner) implements TagExpression {}

    record And(TagExpression left, TagExpression right) implements TagExpression {}

    record Or(TagExpression left, TagExpression right) implements TagExpression {}

    default boolean matches(Collection<String> tags) {
        return switch (this) {
            case Tag(String name) -> tags.contains(name);
            case Not(TagExpression inner) -> !inner.matches(tags);
            case And(TagExpression left, TagExpression right) ->
                    left.matches(tags) && right.matches(tags);
            case Or(TagExpression left, TagExpression right) ->
                    left.matches(tags) || right.matches(tags);
        };
    }

    /** Reads an expression. */
    static TagExpression parse(String text) throws ExitException {
        var parser = new Parser(text);
        var expression = parser.or(0);
        if (parser.next() != Parser.END) {
            throw parser.wrong();
        }
        return expression;
    }

    /** Reads from left to right; {@code !} binds closest, then {@code &}, then {@code |}. */
    final class Parser {
        private static final char END = '\0';
        private static final int DEPTH = 50;

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        private char next() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : END;
        }

        private TagExpression or(int depth) throws ExitException {
            var left = and(depth);
            while (next() == '|') {
                at++;
                left = new Or(left, and(depth));
            }
            return left;
        }

        private TagExpression and(int depth) throws ExitException {
            var left = unary(depth);
            while (next() == '&') {
                at++;
                left = new And(left, unary(depth));
            }
            return left;
        }

        private TagExpression unary(int depth) throws ExitException {
            char c = next();
            if (depth > DEPTH) {
                throw wrong();
            }
            if (c == '!') {
                at++;
                return new Not(unary(depth + 1));
            }
            if (c == '(') {
                at++;
                var inner = or(depth + 1);
                if (next() != ')') {
                    throw wrong();
                }
                at++;
                return inner;
            }
            int start = at;
            while (at < text.length() && "&|!() \t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (start == at) {
                throw wrong();
            }
            return new Tag(text.substring(start, at));
        }

        private ExitException wrong() {
            return ExitException.usage(
                    "--tags: can't read \""
                            + text
                            + "\" at position "
                            + (at + 1)
                            + "; write it such as 'smoke & !slow' or '(a | b) & c'");
        }
    }
}
