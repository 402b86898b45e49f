package dev.simrun.typing;

import dev.simrun.language.Catalogue;
import dev.simrun.match.Operators;
import dev.simrun.typing.Suggestions.Word;
import dev.simrun.typing.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Proposes how a step that is being typed can go on. */
public final class Completion {
    private static final String NAME = "${";

    /** What needs no quotes, in braces too. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_./-]*");

    private static final Pattern OTHERWISE_READ = Pattern.compile("true|false|null", Pattern.CASE_INSENSITIVE);

    private final String typed;
    private final Known known;
    private final boolean brackets;
    private final Piece piece;
    private final String word;

    private Completion(String typed, Known known, boolean brackets, Piece piece) {
        this.typed = typed;
        this.known = known;
        this.brackets = brackets;
        this.piece = piece;
        this.word = piece.token().value(typed);
    }

    /**
     * What may stand at the end of a step in file syntax.
     *
     * @param typed the step up to the cursor, with or without its dash, of one or several lines
     */
    public static Suggestions of(String typed, Known known) {
        var text = TypedText.of(typed);
        return text.last()
                .map(piece -> new Completion(typed, known, text.isOpen(), piece).suggestions())
                .orElseGet(() -> Suggestions.none(typed.length()));
    }

    /** How a path alone can go on, such as {@code call.payload}. */
    public static Suggestions paths(String typed, Known known) {
        int from = typed.length() - typed.stripLeading().length();
        var words = KnownPaths.of(typed.substring(from), known.names()).stream()
                .map(found -> new Word(found.path(), found.shown()))
                .toList();
        return new Suggestions(from, words, false);
    }

    private Suggestions suggestions() {
        return switch (piece.role()) {
            case HALF_KEY -> words(keys());
            case SCALAR -> value(scalars());
            case EITHER ->
                value(Stream.concat(keys().stream(), scalars().stream()).toList());
            case KEY, COMMENT, MISPLACED -> Suggestions.none(typed.length());
        };
    }

    private Suggestions value(List<Word> words) {
        var token = piece.token();
        int name = beginOfName(token);
        if (name >= 0) {
            return names(name);
        } else if (piece.place() instanceof Place.FilePath) {
            return new Suggestions(
                    token.from() + (token.kind().quoted() ? 1 : 0),
                    List.of(),
                    missingBlanks().isEmpty());
        }
        return token.kind() == Kind.BLOCK ? Suggestions.none(typed.length()) : words(words);
    }

    private Suggestions words(List<Word> words) {
        var blanks = missingBlanks();
        return new Suggestions(
                piece.token().from(),
                words.stream()
                        .map(each -> new Word(blanks + each.text(), each.meaning()))
                        .toList(),
                false);
    }

    /** What must stand before a new word: YAML wants a blank after a colon, or the step's column. */
    private String missingBlanks() {
        var token = piece.token();
        if (token.from() < typed.length()) {
            return "";
        }
        int column = typed.length() - (typed.lastIndexOf('\n') + 1);
        boolean glued = typed.endsWith(":") || typed.endsWith("-");
        return glued ? " " : " ".repeat(Math.max(0, token.column() - column));
    }

    private List<Word> keys() {
        var place = piece.place();
        if (place instanceof Place.Paths) {
            return paths();
        }
        var words = new ArrayList<Word>();
        var keys = place.keys(piece.given());
        keys.stream()
                .filter(key -> !piece.given().containsKey(key.name()))
                .filter(key -> fits(key.name()))
                .forEach(key -> words.add(new Word(asKey(key.name()), key.text())));
        if (place.takesOperators() && (keys.stream().allMatch(Catalogue.FILE::equals) || word.startsWith("$"))) {
            Operators.all().stream()
                    .filter(operator -> !piece.given().containsKey(operator.name()))
                    .filter(operator -> fits(operator.name()))
                    .forEach(each -> words.add(new Word(each.name() + ": ", each.meaning())));
        }
        return words;
    }

    /** A step without arguments is a word of its own, where it need not be a key. */
    private String asKey(String name) {
        boolean alone = piece.role() == Piece.Role.EITHER
                && piece.place() instanceof Place.Step
                && Catalogue.step(name)
                        .filter(step -> step.arguments().isEmpty() && !step.isOpen())
                        .isPresent();
        return alone ? name : name + ": ";
    }

    private List<Word> paths() {
        return KnownPaths.of(word, known.names()).stream()
                .map(found -> new Word(path(found), found.shown()))
                .toList();
    }

    private static String path(KnownPaths.Found found) {
        if (found.leaf()) {
            return scalar(found.path()) + ": ";
        }
        return plain(found.path()) ? found.path() : "'" + found.path().replace("'", "''");
    }

    private List<Word> scalars() {
        return piece.place().scalar().stream()
                .flatMap(key -> Words.of(key, known).stream())
                .filter(each -> fits(each.text()))
                .map(each -> new Word(scalarOf(each.text()), each.meaning()))
                .toList();
    }

    /** True and false are meant as such. */
    private static String scalarOf(String text) {
        return text.equals("true") || text.equals("false") ? text : scalar(text);
    }

    private static String scalar(String text) {
        return plain(text) ? text : "'" + text.replace("'", "''") + "'";
    }

    private static boolean plain(String text) {
        return PLAIN.matcher(text).matches() && !OTHERWISE_READ.matcher(text).matches();
    }

    private boolean fits(String candidate) {
        return KnownPaths.startsWith(candidate, word);
    }

    /** Where in the text a name begins that is not closed yet; -1 if none does. */
    private int beginOfName(Token token) {
        if (piece.role() == Piece.Role.SCALAR && word.equals("$")) {
            return typed.length() - 1;
        }
        int open = typed.lastIndexOf(NAME);
        boolean escaped = open > 0 && typed.charAt(open - 1) == '$';
        return open >= token.from() && !escaped && typed.indexOf('}', open) < 0 ? open : -1;
    }

    private Suggestions names(int begin) {
        var kind = piece.token().kind();
        var raw = typed.substring(Math.min(begin + NAME.length(), typed.length()));
        var path = kind == Kind.SINGLE ? raw.replace("''", "'") : raw;
        var found = KnownPaths.of(path, known.names());
        if (kind == Kind.PLAIN && brackets) {
            return quoted(begin, found);
        }
        var words = found.stream()
                .map(each -> new Word(escaped(kind, name(each)), each.shown()))
                .toList();
        return new Suggestions(begin, words, false);
    }

    private static String name(KnownPaths.Found found) {
        return NAME + found.path() + (found.leaf() ? "}" : "");
    }

    private static String escaped(Kind kind, String text) {
        return switch (kind) {
            case SINGLE -> text.replace("'", "''");
            case DOUBLE -> text.replace("\\", "\\\\").replace("\"", "\\\"");
            case PLAIN, BLOCK, DASH, OPEN_MAPPING, OPEN_LIST, CLOSE, COMMA, COLON, COMMENT -> text;
        };
    }

    /** Within braces YAML takes the brace of a name only in quotes. */
    private Suggestions quoted(int begin, List<KnownPaths.Found> found) {
        var token = piece.token();
        var before = typed.substring(token.from(), begin);
        var words = found.stream()
                .map(each -> new Word(quoted(before, each), each.shown()))
                .toList();
        return new Suggestions(token.from(), words, false);
    }

    private static String quoted(String before, KnownPaths.Found found) {
        var end = before.isEmpty() && found.leaf() ? "'" : "";
        return "'" + escaped(Kind.SINGLE, before + name(found)) + end;
    }
}
