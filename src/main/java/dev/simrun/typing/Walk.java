package dev.simrun.typing;

import dev.simrun.typing.Level.Awaits;
import dev.simrun.typing.Piece.Role;
import dev.simrun.typing.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through a text that is being typed and keeps the mappings and lists around it. */
final class Walk {
    private final String text;
    private final Deque<Level> levels = new ArrayDeque<>();

    Walk(String text) {
        this.text = text;
        // the text is an item of some list of steps
        levels.push(new Level(new Place.Step(), true, false, -1));
    }

    List<Piece> all(List<Token> tokens) {
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean colon = i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.COLON;
            take(tokens.get(i), colon).ifPresent(pieces::add);
        }
        return pieces;
    }

    /** The last piece, after those before it. */
    Optional<Piece> last(List<Token> before, Token last) {
        all(before);
        return take(last, false);
    }

    /** The column of the keys of the step that is being typed, if it is written without braces. */
    Optional<Integer> columnOfStep(List<Token> tokens) {
        all(tokens);
        if (top().brackets()) {
            return Optional.empty();
        }
        return levels.stream()
                .filter(level -> !level.list() && level.place() instanceof Place.Step)
                .map(Level::indent)
                .findFirst();
    }

    private Level top() {
        return levels.getFirst();
    }

    private Optional<Piece> take(Token token, boolean colon) {
        if (token.kind() == Kind.COMMENT) {
            return Optional.of(new Piece(token, Role.COMMENT, Place.anything(), Map.of()));
        }
        leave(token);
        switch (token.kind()) {
            case DASH -> dash(token);
            case OPEN_MAPPING -> open(false);
            case OPEN_LIST -> open(true);
            case CLOSE -> close();
            case COMMA -> comma();
            case COLON -> colon();
            case PLAIN, SINGLE, DOUBLE, BLOCK -> {
                return Optional.of(colon ? key(token) : scalar(token));
            }
            case COMMENT -> throw new IllegalStateException("a comment was taken before");
        }
        return Optional.empty();
    }

    /** What stands further out ends mappings and lists without brackets. */
    private void leave(Token token) {
        boolean dash = token.kind() == Kind.DASH;
        while (levels.size() > 1 && !top().brackets() && ends(top(), token.column(), dash)) {
            levels.pop();
            done();
        }
    }

    private static boolean ends(Level level, int column, boolean dash) {
        if (level.indent() != column) {
            return level.indent() > column;
        }
        // a list may stand in the column of the key that it belongs to
        return level.list() ? !dash : dash && level.awaits() != Awaits.VALUE;
    }

    private void dash(Token token) {
        if (!top().list() || top().indent() != token.column()) {
            var place = levels.size() == 1 ? new Place.Step() : top().child();
            levels.push(new Level(place, true, false, token.column()));
        }
        top().await(Awaits.VALUE);
    }

    private void open(boolean list) {
        levels.push(new Level(top().child(), list, true, -1));
    }

    private void close() {
        while (levels.size() > 1 && !top().brackets()) {
            levels.pop();
        }
        if (levels.size() > 1) {
            levels.pop();
        }
        done();
    }

    private void done() {
        top().await(Awaits.NEXT);
    }

    private void comma() {
        if (top().brackets()) {
            top().await(top().list() ? Awaits.VALUE : Awaits.KEY);
        }
    }

    private void colon() {
        if (!top().list()) {
            top().await(Awaits.VALUE);
        }
    }

    private Piece key(Token token) {
        if (!top().brackets() && (top().list() || top().indent() != token.column())) {
            levels.push(new Level(top().child(), false, false, token.column()));
        } else if (top().list()) {
            return misplaced(token);
        }
        var piece = piece(token, Role.KEY, top().place());
        top().begin(token.value(text));
        return piece;
    }

    private Piece scalar(Token token) {
        var level = top();
        boolean newKey = !level.list()
                && (level.brackets()
                        ? level.awaits() == Awaits.KEY
                        : token.first() && level.indent() == token.column());
        if (newKey) {
            var piece = piece(token, Role.HALF_KEY, level.place());
            if (token.to() > token.from()) {
                level.begin(token.value(text));
            }
            return piece;
        } else if (level.awaits() != Awaits.VALUE) {
            return misplaced(token);
        }
        boolean mayBeKey = !level.brackets() && (level.list() || token.first());
        var piece = piece(token, mayBeKey ? Role.EITHER : Role.SCALAR, level.child());
        level.value(token.value(text));
        return piece;
    }

    private Piece piece(Token token, Role role, Place place) {
        boolean key = role == Role.KEY || role == Role.HALF_KEY;
        return new Piece(token, role, place, key ? top().given() : Map.of());
    }

    private static Piece misplaced(Token token) {
        return new Piece(token, Role.MISPLACED, Place.anything(), Map.of());
    }
}
