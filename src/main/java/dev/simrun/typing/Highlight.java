package dev.simrun.typing;

import dev.simrun.language.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells the parts of a step that is being typed apart, for colours. */
public final class Highlight {
    private static final Pattern NAME = Pattern.compile("\\$\\$\\{|(?<name>\\$\\{[^}]*}?)");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+|ms|s|m|h|B|KiB|MiB|GiB)?");
    private static final Pattern WORD = Pattern.compile("true|false|null|~");

    private Highlight() {}

    /** What a part of the text is. */
    public enum Kind {
        STEP,
        /** An argument or a modifier. */
        ARGUMENT,
        /** A key that there is not at that place. */
        UNKNOWN,
        OPERATOR,
        /** A name such as <code>${call.payload}</code>. */
        NAME,
        TEXT,
        /** A number, a duration or a size. */
        NUMBER,
        /** True, false or null. */
        WORD,
        COMMENT
    }

    /** A part of the text, from and up to an index. */
    public record Span(int from, int to, Kind kind) {}

    /** The parts that are something special, in order; they don't overlap. */
    public static List<Span> of(String text) {
        var spans = new ArrayList<Span>();
        for (var piece : TypedText.of(text).pieces()) {
            var token = piece.token();
            switch (piece.role()) {
                case KEY ->
                    piece.place().standing(token.value(text), piece.given()).ifPresent(kind -> add(spans, token, kind));
                case EITHER -> {
                    if (bareStep(piece, text)) {
                        add(spans, token, Kind.STEP);
                    } else {
                        scalar(spans, token, text);
                    }
                }
                case SCALAR, MISPLACED -> scalar(spans, token, text);
                case COMMENT -> add(spans, token, Kind.COMMENT);
                case HALF_KEY -> {}
            }
        }
        return spans;
    }

    private static boolean bareStep(Piece piece, String text) {
        return piece.place() instanceof Place.Step
                && Catalogue.step(piece.token().value(text)).isPresent();
    }

    private static void scalar(List<Span> spans, Token token, String text) {
        var raw = text.substring(token.from(), token.to());
        if (token.kind() == Token.Kind.PLAIN && NUMBER.matcher(raw).matches()) {
            add(spans, token, Kind.NUMBER);
            return;
        } else if (token.kind() == Token.Kind.PLAIN && WORD.matcher(raw).matches()) {
            add(spans, token, Kind.WORD);
            return;
        }
        int from = token.from();
        var names = NAME.matcher(raw);
        while (names.find()) {
            if (names.group("name") != null) {
                text(spans, token.kind(), from, token.from() + names.start());
                from = token.from() + names.end();
                spans.add(new Span(token.from() + names.start(), from, Kind.NAME));
            }
        }
        text(spans, token.kind(), from, token.to());
    }

    /** A text without quotes has no colour of its own. */
    private static void text(List<Span> spans, Token.Kind kind, int from, int to) {
        if (kind != Token.Kind.PLAIN && from < to) {
            spans.add(new Span(from, to, Kind.TEXT));
        }
    }

    private static void add(List<Span> spans, Token token, Kind kind) {
        spans.add(new Span(token.from(), token.to(), kind));
    }
}
