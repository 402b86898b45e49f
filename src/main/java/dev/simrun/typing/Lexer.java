package dev.simrun.typing;

import dev.simrun.typing.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts YAML that is being typed into pieces, as YAML's scanner would, and takes any text. Names such as <code>${a.b}
 * </code> belong to the text around them also where YAML would see a brace.
 */
final class Lexer {
    private static final Pattern BLOCK = Pattern.compile("[|>][0-9+-]{0,2}[ \t]*(#[^\n]*)?(\n|$)");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int lineStart;
    private boolean first = true;
    private int depth;

    /** The column of the key or the dash that a text on further lines would belong to. */
    private int indent = -1;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        return new Lexer(text).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                newLine(at + 1);
            } else if (blank(c)) {
                at++;
            } else if (!skipped()) {
                token(c);
            }
        }
        return tokens;
    }

    private void newLine(int start) {
        at = start;
        lineStart = start;
        first = true;
    }

    /** Anchors, tags and marks of documents, which no step has. */
    private boolean skipped() {
        if ("&!?-.".indexOf(text.charAt(at)) < 0) {
            return false;
        }
        int end = endOfWord();
        boolean mark = at == lineStart && end - at == 3 && (text.startsWith("---", at) || text.startsWith("...", at));
        boolean property = text.charAt(at) == '&' || text.charAt(at) == '!';
        boolean question = depth == 0 && end - at == 1 && text.charAt(at) == '?';
        if (mark || property || question) {
            at = end;
            return true;
        }
        return false;
    }

    private int endOfWord() {
        int end = at;
        while (end < text.length() && !blankOrEnd(end) && !(depth > 0 && indicator(end))) {
            end++;
        }
        return Math.max(end, at + 1);
    }

    private void token(char c) {
        switch (c) {
            case '#' -> add(Kind.COMMENT, endOfLine(at));
            case '{', '[' -> {
                add(c == '{' ? Kind.OPEN_MAPPING : Kind.OPEN_LIST, at + 1);
                depth++;
            }
            case '}', ']' -> {
                add(Kind.CLOSE, at + 1);
                depth = Math.max(0, depth - 1);
            }
            case '\'', '"' -> quoted(c);
            case ',' -> one(depth > 0, Kind.COMMA);
            case '-' -> one(depth == 0 && blankOrEnd(at + 1), Kind.DASH);
            case ':' -> one(depth > 0 || blankOrEnd(at + 1), Kind.COLON);
            case '|', '>' -> block();
            default -> plain();
        }
    }

    /** An indicator of one character, or else the beginning of a plain text. */
    private void one(boolean indicator, Kind kind) {
        if (!indicator) {
            plain();
            return;
        }
        if (depth == 0) {
            indent = kind == Kind.COLON && !tokens.isEmpty() ? tokens.getLast().column() : at - lineStart;
        }
        add(kind, at + 1);
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\\' && quote == '"') {
                end++;
            } else if (c == quote && quote == '\'' && text.startsWith("''", end)) {
                end++;
            } else if (c == quote) {
                break;
            }
            end++;
        }
        boolean finished = end < text.length();
        var kind = quote == '"' ? Kind.DOUBLE : Kind.SINGLE;
        add(kind, finished ? end + 1 : text.length(), finished);
    }

    private void block() {
        var header = BLOCK.matcher(text).region(at, text.length());
        if (depth > 0 || !header.lookingAt()) {
            plain();
            return;
        }
        int end = header.end();
        while (end < text.length() && (isBlank(end) || columnOfLine(end) > indent)) {
            end = Math.min(text.length(), endOfLine(end) + 1);
        }
        add(Kind.BLOCK, end);
    }

    private void plain() {
        int end = endOfPlain(at);
        while (depth == 0 && continuesAfter(end)) {
            end = endOfPlain(textOfNextLine(end));
        }
        add(Kind.PLAIN, end);
    }

    /** Without brackets the text goes on in lines that are further in and hold no key. */
    private boolean continuesAfter(int end) {
        int next = textOfNextLine(end);
        return next < text.length()
                && text.charAt(next) != '#'
                && columnOfLine(text.lastIndexOf('\n', next) + 1) > indent
                && !holdsKey(next);
    }

    /** Where the text of the next line that has some begins; the end unless the line ends here. */
    private int textOfNextLine(int end) {
        int next = end;
        while (next < text.length() && blank(text.charAt(next))) {
            next++;
        }
        if (next == text.length() || text.charAt(next) != '\n') {
            return text.length();
        }
        while (next < text.length() && (blank(text.charAt(next)) || text.charAt(next) == '\n')) {
            next++;
        }
        return next;
    }

    private boolean holdsKey(int start) {
        int end = endOfPlain(start);
        return end < text.length() && text.charAt(end) == ':';
    }

    private int endOfPlain(int start) {
        int end = start;
        int last = start;
        while (end < text.length() && !endsPlain(start, end)) {
            end = depth > 0 && text.startsWith("${", end) ? endOfName(end) : end + 1;
            last = blankOrEnd(end - 1) ? last : end;
        }
        return Math.max(last, Math.min(start + 1, text.length()));
    }

    private boolean endsPlain(int start, int here) {
        char c = text.charAt(here);
        if (c == '\n') {
            return depth == 0;
        } else if (c == '#') {
            return here > start && blankOrEnd(here - 1);
        } else if (c == ':') {
            return here > start && (blankOrEnd(here + 1) || (depth > 0 && indicator(here + 1)));
        }
        return here > start && depth > 0 && indicator(here);
    }

    private int endOfName(int start) {
        int end = start + 2;
        while (end < text.length() && ",{}\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '}' ? end + 1 : end;
    }

    private void add(Kind kind, int end) {
        add(kind, end, true);
    }

    private void add(Kind kind, int end, boolean finished) {
        tokens.add(new Token(kind, at, end, at - lineStart, first, finished));
        first = false;
        for (int index = at; index < end; index++) {
            if (text.charAt(index) == '\n') {
                lineStart = index + 1;
                first = end == lineStart;
            }
        }
        at = end;
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int columnOfLine(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end - start;
    }

    private boolean isBlank(int start) {
        return text.substring(start, endOfLine(start)).isBlank();
    }

    private boolean indicator(int index) {
        return index < text.length() && ",[]{}".indexOf(text.charAt(index)) >= 0;
    }

    private boolean blankOrEnd(int index) {
        return index >= text.length() || text.charAt(index) == '\n' || blank(text.charAt(index));
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
