package dev.simrun.match;

import dev.simrun.event.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of a matcher that does not {@link Fit}: what is known of the value, and what would do. */
final class Misfit {
    private Misfit() {}

    /**
     * Where a matcher stands, and of what.
     *
     * @param path keys and indices into the expected tree as written
     * @param name the path of the value
     * @param part what of that value, such as its length
     * @param exact whether other keys than those named are a mismatch
     * @param given whether the matcher is no longer in the written tree
     */
    record Where(List<String> path, List<String> name, String part, boolean exact, boolean given) {
        static Where of(String name) {
            return new Where(List.of(), name.isEmpty() ? List.of() : List.of(name), "", false, false);
        }

        Where written(String step) {
            return new Where(given ? path : Place.below(path, step), name, part, exact, given);
        }

        Where item(String index) {
            return new Where(written(index).path, Place.below(name, index), "", exact, given);
        }

        Where key(Matcher.Entry entry) {
            return new Where(written(entry.written()).path, Place.below(name, entry.key()), "", exact, given);
        }

        Where element() {
            return measure("an element of ");
        }

        Where measure(String what) {
            return new Where(path, name, what + part, exact, given);
        }

        Where exactly() {
            return new Where(path, name, part, true, given);
        }

        Where givenHere() {
            return new Where(path, name, part, exact, true);
        }

        /** The value in a message. */
        String subject() {
            return name.isEmpty() ? part + "this" : part + "\"" + shown() + "\"";
        }

        private String shown() {
            // the name of a value may be a path itself
            var below = new ValuePath(name.subList(1, name.size())).toString();
            return name.getFirst() + (below.isEmpty() || below.startsWith("[") ? below : "." + below);
        }
    }

    /** An operator that holds of no value of the shape, whatever it takes. */
    static Malformed ofOperator(Shape shape, Where at) {
        var message = at.path().getLast() + " never holds of " + at.subject() + ", which is " + RightForm.what(shape);
        return new Malformed(at.path(), true, message, Optional.empty(), RightForm.of(shape));
    }

    /** A matcher that would hold of values of the shape if another one were demanded. */
    static Malformed ofOperand(Matcher matcher, Shape shape, Where at) {
        return switch (matcher) {
            case Matcher.Equal(var value) ->
                new Malformed(
                        at.path(),
                        false,
                        never(Show.of(value), shape, at),
                        RightForm.word(value, shape),
                        RightForm.of(value, shape));
            case Matcher.Mapping mapping -> malformed(never("a mapping", shape, at), form(mapping, shape), at);
            case Matcher.Sequence _ -> malformed(never("a list", shape, at), RightForm.of(shape), at);
            case Matcher.TypeIs(var type) ->
                malformed(never("of the type " + type.word(), shape, at), RightForm.of(shape), at);
            case Matcher.Compare compare -> comparison(compare, shape, at);
            case Matcher.Contains(var part) -> {
                var message =
                        at.subject() + " never contains " + Description.of(part) + ": it is " + RightForm.what(shape);
                yield malformed(
                        message,
                        part instanceof Matcher.Equal(var value) ? RightForm.of(value, shape) : RightForm.of(shape),
                        at);
            }
            case Matcher other -> malformed(never(Description.of(other), shape, at), RightForm.of(shape), at);
        };
    }

    /** What is meant by an operator without its sign, or what can stand there. */
    private static List<String> form(Matcher.Mapping mapping, Shape shape) {
        var operator = mapping.entries().stream()
                .map(Matcher.Entry::key)
                .filter(it -> Operators.named(it).isPresent())
                .findFirst();
        return operator.map(it -> List.of("an operator begins with $: {$" + it + ": …}"))
                .orElse(RightForm.of(shape));
    }

    private static Malformed comparison(Matcher.Compare compare, Shape shape, Where at) {
        var operand = compare.operand();
        var number = Quantity.number(operand);
        if (shape instanceof Shape.Time && number.isPresent()) {
            var right = "{" + at.path().getLast() + ": " + number.get().toPlainString() + "s}";
            return malformed(
                    at.subject() + " is a duration: it can't be compared with " + Show.of(operand),
                    List.of("write it with a unit: ms, s, m or h, such as " + right),
                    at);
        }
        return malformed(never(Description.of(compare), shape, at), RightForm.of(shape), at);
    }

    private static String never(String value, Shape shape, Where at) {
        // of a closed list the words are told instead
        var kind = shape instanceof Shape.Words ? "" : ": it is " + RightForm.what(shape);
        return at.subject() + " is never " + value + kind;
    }

    private static Malformed malformed(String message, List<String> notes, Where at) {
        return new Malformed(at.path(), false, message, Optional.empty(), notes);
    }

    /** A matcher that holds of every value that there can be. */
    static Malformed ofNone(Matcher matcher, Where at) {
        var why = switch (matcher) {
            case Matcher.Mapping _ -> "{} is part of every mapping";
            case Matcher.Contains _ -> "the empty text is part of every text";
            case Matcher.Regex _ -> "the pattern is found in every text";
            case Matcher.Compare compare -> at.subject() + " is always " + Description.of(compare);
            case Matcher other -> throw new IllegalStateException("can fail: " + other);
        };
        var instead = matcher instanceof Matcher.Mapping
                ? "an empty mapping is {$exact: {}}, any mapping is {$type: mapping}"
                : "that there is a value at all is {$any: true}";
        return malformed("this holds of anything: " + why, List.of(instead), at);
    }

    /** A field that such values don't have. */
    static Malformed ofKey(Matcher.Entry entry, Shape shape, Where at) {
        var tree = shape instanceof Shape.Tree it ? it : new Shape.Tree("this", Map.of());
        return new Malformed(
                at.path(),
                true,
                "unknown key \"" + entry.key() + "\" in " + tree.title(),
                Spelling.nearest(entry.key(), tree.fields().keySet()),
                RightForm.of(tree));
    }
}
