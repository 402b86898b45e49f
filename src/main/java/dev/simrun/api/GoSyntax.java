package dev.simrun.api;

import dev.simrun.wire.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the first byte that makes a text no JSON and says of it what Go's {@code encoding/json} says, whose texts the
 * engine hands on (WIRE.md §3.2).
 */
final class GoSyntax {
    /** Arrays and objects within each other; Go's own limit. */
    static final int DEPTH_LIMIT = 10_000;

    private static final String VALUE = "looking for beginning of value";
    private static final String KEY = "looking for beginning of object key string";

    /** What is open around the place that is read. */
    private enum Open {
        KEY("after object key"),
        FIELD("after object key:value pair"),
        ELEMENT("after array element");

        private final String after;

        Open(String after) {
            this.after = after;
        }
    }

    /** What a byte means next. */
    private interface State {
        State on(int c) throws Complaint;
    }

    /** The first byte that does not fit. */
    private static final class Complaint extends Exception {
        private static final long serialVersionUID = 1;

        private final String text;

        Complaint(int c, String where) {
            super(where, null, false, false);
            text = "invalid character " + quoted(c) + " " + where;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();

    private GoSyntax() {}

    /** What is wrong with a text; empty if it is JSON. */
    static Optional<String> complaint(Bytes text) {
        return new GoSyntax().check(text.toArray());
    }

    private Optional<String> check(byte[] text) {
        try {
            State state = this::value;
            for (byte c : text) {
                state = state.on(c & 0xff);
            }
            // At the end Go sees a space, which ends a number, and is the wrong byte within a literal.
            boolean whole = state.on(' ') == TOP;
            return whole ? Optional.empty() : Optional.of("unexpected end of JSON input");
        } catch (Complaint complaint) {
            return Optional.of(complaint.text);
        }
    }

    private static final State TOP = GoSyntax::top;

    private static State top(int c) throws Complaint {
        if (!space(c)) {
            throw new Complaint(c, "after top-level value");
        }
        return TOP;
    }

    private State value(int c) throws Complaint {
        if (space(c)) {
            return this::value;
        }
        return switch (c) {
            case '{' -> opened(Open.KEY, c, this::keyOrEnd);
            case '[' -> opened(Open.ELEMENT, c, this::valueOrEnd);
            case '"' -> this::string;
            case '-' -> this::minus;
            case '0' -> this::afterZero;
            case 't' -> literal("true", 1);
            case 'f' -> literal("false", 1);
            case 'n' -> literal("null", 1);
            default -> {
                if (digit(c)) {
                    yield this::whole;
                }
                throw new Complaint(c, VALUE);
            }
        };
    }

    private State opened(Open what, int c, State next) throws Complaint {
        if (open.size() == DEPTH_LIMIT) {
            throw new Complaint(c, "exceeded max depth");
        }
        open.push(what);
        return next;
    }

    private State closed() {
        open.pop();
        return open.isEmpty() ? TOP : this::afterValue;
    }

    private State valueOrEnd(int c) throws Complaint {
        if (space(c)) {
            return this::valueOrEnd;
        }
        return c == ']' ? closed() : value(c);
    }

    private State keyOrEnd(int c) throws Complaint {
        if (space(c)) {
            return this::keyOrEnd;
        }
        return c == '}' ? closed() : key(c);
    }

    private State key(int c) throws Complaint {
        if (space(c)) {
            return this::key;
        }
        if (c != '"') {
            throw new Complaint(c, KEY);
        }
        return this::string;
    }

    private State afterValue(int c) throws Complaint {
        if (open.isEmpty()) {
            return top(c);
        }
        if (space(c)) {
            return this::afterValue;
        }
        var in = open.peek();
        if (in == Open.KEY && c == ':') {
            open.pop();
            open.push(Open.FIELD);
            return this::value;
        }
        if (in == Open.FIELD && c == ',') {
            open.pop();
            open.push(Open.KEY);
            return this::key;
        }
        if (in == Open.ELEMENT && c == ',') {
            return this::value;
        }
        if ((in == Open.FIELD && c == '}') || (in == Open.ELEMENT && c == ']')) {
            return closed();
        }
        throw new Complaint(c, in.after);
    }

    private State string(int c) throws Complaint {
        if (c < ' ') {
            throw new Complaint(c, "in string literal");
        }
        return switch (c) {
            case '"' -> open.isEmpty() ? TOP : this::afterValue;
            case '\\' -> this::escape;
            default -> this::string;
        };
    }

    private State escape(int c) throws Complaint {
        if (c == 'u') {
            return hex(4);
        }
        if ("bfnrt\\/\"".indexOf(c) < 0) {
            throw new Complaint(c, "in string escape code");
        }
        return this::string;
    }

    private State hex(int left) {
        return c -> {
            if (Character.digit(c, 16) < 0) {
                throw new Complaint(c, "in \\u hexadecimal character escape");
            }
            return left == 1 ? this::string : hex(left - 1);
        };
    }

    private State minus(int c) throws Complaint {
        if (!digit(c)) {
            throw new Complaint(c, "in numeric literal");
        }
        return c == '0' ? this::afterZero : this::whole;
    }

    private State whole(int c) throws Complaint {
        return digit(c) ? this::whole : afterZero(c);
    }

    private State afterZero(int c) throws Complaint {
        return c == '.' ? needed("after decimal point in numeric literal", this::fraction) : exponentOrEnd(c);
    }

    private State fraction(int c) throws Complaint {
        return digit(c) ? this::fraction : exponentOrEnd(c);
    }

    private State exponentOrEnd(int c) throws Complaint {
        if (c != 'e' && c != 'E') {
            return afterValue(c);
        }
        var digits = needed("in exponent of numeric literal", this::exponent);
        return sign -> sign == '+' || sign == '-' ? digits : digits.on(sign);
    }

    private State exponent(int c) throws Complaint {
        return digit(c) ? this::exponent : afterValue(c);
    }

    private static State needed(String where, State next) {
        return c -> {
            if (!digit(c)) {
                throw new Complaint(c, where);
            }
            return next;
        };
    }

    private State literal(String word, int at) {
        return c -> {
            if (c != word.charAt(at)) {
                throw new Complaint(c, "in literal " + word + " (expecting '" + word.charAt(at) + "')");
            }
            if (at + 1 < word.length()) {
                return literal(word, at + 1);
            }
            return open.isEmpty() ? TOP : this::afterValue;
        };
    }

    private static boolean space(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean digit(int c) {
        return '0' <= c && c <= '9';
    }

    /** A byte as Go quotes it: as the character of that number. */
    private static String quoted(int c) {
        var text = switch (c) {
            case '\'' -> "\\'";
            case '\\' -> "\\\\";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            default -> {
                if (c < ' ' || c == 0x7f) {
                    yield String.format(Locale.ROOT, "\\x%02x", c);
                }
                boolean unprintable = (0x80 <= c && c <= 0xa0) || c == 0xad;
                yield unprintable ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c);
            }
        };
        return "'" + text + "'";
    }
}
