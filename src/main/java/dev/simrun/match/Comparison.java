package dev.simrun.match;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

/** One comparison of an actual value with a matcher: collects what does not match. */
final class Comparison {
    /** More mismatches help nobody and would fill memory. */
    static final int MAX_MISMATCHES = 1000;

    private final List<Mismatch> found = new ArrayList<>();

    /** Whether there is a mismatch of which nobody is told. */
    private boolean missed;

    private Comparison() {}

    static List<Mismatch> of(Matcher matcher, JsonNode actual, Place place) {
        var comparison = new Comparison();
        comparison.check(matcher, actual, place);
        return List.copyOf(comparison.found);
    }

    static boolean holds(Matcher matcher, JsonNode actual, Place place) {
        var comparison = new Comparison();
        comparison.check(matcher, actual, place.untold());
        return !comparison.missed;
    }

    private void check(Matcher matcher, JsonNode actual, Place place) {
        if (missed) {
            return;
        }
        switch (matcher) {
            case Matcher.Given given -> check(given.value(), actual, place.givenHere());
            case Matcher.Exact exact -> check(exact.matcher(), actual, place.exactly());
            case Matcher.All all ->
                all.operators().forEach(each -> check(each.matcher(), actual, place.written(each.operator())));
            case Matcher.Equal equal -> {
                if (!Equality.holds(equal.value(), actual)) {
                    unequal(equal, actual, place);
                }
            }
            case Matcher.Mapping mapping -> mapping(mapping, actual, place);
            case Matcher.Sequence list -> sequence(list, actual, place);
            case Matcher.Each each -> each(each, actual, place);
            case Matcher.Unordered unordered -> unordered(unordered, actual, place);
            case Matcher.Json json -> json(json, actual, place);
            case Matcher.Compare compare -> compare(compare, actual, place);
            case Matcher.Length length -> length(length, actual, place);
            case Matcher.Size size -> size(size, actual, place);
            case Matcher.Regex regex -> regex(regex, actual, place);
            case Matcher.Contains contains -> require(contains(contains, actual, place), matcher, actual, place);
            case Matcher.TypeIs type -> require(type.type().holds(actual), matcher, actual, place);
            case Matcher.Absent absent -> require(absent.absent() == actual.isMissingNode(), matcher, actual, place);
            case Matcher.Any ignored -> require(!actual.isMissingNode(), matcher, actual, place);
            case Matcher.Not not -> not(not, actual, place);
            case Matcher.OneOf oneOf ->
                require(
                        oneOf.alternatives().stream().anyMatch(each -> holds(each, actual, place)),
                        matcher,
                        actual,
                        place);
        }
    }

    /** A misspelt key must not pass for one that has another value. */
    private void not(Matcher.Not not, JsonNode actual, Place place) {
        if (actual.isMissingNode() && !Absence.isNamedIn(not.matcher())) {
            miss(not, actual, place, "an absent key meets only a $not that names $absent");
        } else {
            require(!holds(not.matcher(), actual, place), not, actual, place);
        }
    }

    private void require(boolean holds, Matcher matcher, JsonNode actual, Place place) {
        if (!holds) {
            miss(matcher, actual, place, "");
        }
    }

    private void miss(Matcher matcher, JsonNode actual, Place place, String reason) {
        if (!place.told()) {
            missed = true;
            return;
        }
        var expected = Description.of(matcher);
        var shown = Show.of(actual);
        var length = Quantity.duration(actual);
        if (length.isPresent() && expected.contains(shown)) {
            shown = Literals.exact(length.get()); // else both could look the same
        }
        add(place, expected, shown, reason, length.flatMap(_ -> Quantity.limit(matcher)));
    }

    private void unequal(Matcher.Equal equal, JsonNode actual, Place place) {
        var differing = place.told() ? TextDifference.of(equal.value(), actual) : Optional.<TextDifference>empty();
        differing.ifPresentOrElse(
                it -> add(place, it.expected(), it.actual(), it.reason(), Optional.empty()),
                () -> miss(equal, actual, place, Equality.reason(equal.value(), actual)));
    }

    private void add(Place place, String expected, String actual, String reason, Optional<Duration> limit) {
        missed |= !place.told();
        if (place.told() && found.size() < MAX_MISMATCHES) {
            var path = new ValuePath(place.actual()).toString();
            found.add(new Mismatch(place.expected(), path, expected, actual, reason, limit));
        }
    }

    private void mapping(Matcher.Mapping mapping, JsonNode actual, Place place) {
        if (!actual.isObject()) {
            miss(mapping, actual, place, "");
            return;
        }
        for (var entry : mapping.entries()) {
            var key = mapping.ignoreKeyCase() ? sameButCase(actual, entry.key()) : entry.key();
            check(
                    entry.value(),
                    actual.path(key),
                    place.written(entry.written()).at(key));
        }
        if (place.exact()) {
            unnamed(mapping, actual, place);
        }
    }

    private static String sameButCase(JsonNode mapping, String key) {
        var alike = mapping.propertyNames().stream().filter(key::equalsIgnoreCase);
        return mapping.has(key) ? key : alike.findFirst().orElse(key);
    }

    private void unnamed(Matcher.Mapping mapping, JsonNode actual, Place place) {
        var named = mapping.ignoreKeyCase() ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : new TreeSet<String>();
        mapping.entries().forEach(entry -> named.add(entry.key()));
        for (var entry : actual.properties()) {
            if (!named.contains(entry.getKey())) {
                var reason = "no other keys are allowed";
                add(place.at(entry.getKey()), "nothing", Show.of(entry.getValue()), reason, Optional.empty());
            }
        }
    }

    private void sequence(Matcher.Sequence list, JsonNode actual, Place place) {
        if (!actual.isArray()) {
            miss(list, actual, place, "");
            return;
        }
        var matchers = list.elements();
        if (!place.told()) {
            missed |= matchers.size() != actual.size();
            for (var i = 0; i < actual.size() && !missed; i++) {
                check(matchers.get(i), actual.path(i), place);
            }
            return;
        }
        var difference = ListDifference.of(
                matchers.size(), actual.size(), (left, right) -> holds(matchers.get(left), actual.path(right), place));
        ListTold.of(list, actual, difference)
                .ifPresent(told -> add(place, told.expected(), told.actual(), told.reason(), Optional.empty()));
        for (var pair : difference.changed()) {
            var at = place.written(Integer.toString(pair.left())).at(Integer.toString(pair.right()));
            check(matchers.get(pair.left()), actual.path(pair.right()), at);
        }
    }

    private void each(Matcher.Each each, JsonNode actual, Place place) {
        if (!actual.isArray() || actual.isEmpty()) {
            miss(each, actual, place, actual.isArray() ? "it has no element" : "");
        }
        for (var i = 0; actual.isArray() && i < actual.size(); i++) {
            check(each.element(), actual.path(i), place.at(Integer.toString(i)));
        }
    }

    private void unordered(Matcher.Unordered list, JsonNode actual, Place place) {
        var matchers = list.elements();
        if (!actual.isArray() || actual.size() > Matcher.Unordered.MAX_ELEMENTS) {
            miss(list, actual, place, actual.isArray() ? ListTold.elements(actual.size()) : "");
            return;
        }
        var pairing = Pairing.of(
                matchers.size(), actual.size(), (left, right) -> holds(matchers.get(left), actual.path(right), place));
        var left = pairing.unpairedLeft();
        var right = pairing.unpairedRight();
        var extra = right.subList(Math.min(left.size(), right.size()), right.size());
        var reason = extra.stream()
                .map(i -> Show.of(actual.path(i)))
                .collect(Collectors.joining(", ", "not expected: ", ""));
        if (matchers.size() != actual.size()) {
            var told = extra.isEmpty() ? "" : BoundedText.cut(reason);
            add(place, ListTold.elements(matchers.size()), ListTold.elements(actual.size()), told, Optional.empty());
        }
        for (var i = 0; i < left.size(); i++) {
            var written = place.written(Integer.toString(left.get(i)));
            var expected = Description.of(matchers.get(left.get(i)));
            if (i < right.size()) {
                var at = written.at(Integer.toString(right.get(i)));
                add(at, expected, Show.of(actual.path(right.get(i))), "", Optional.empty());
            } else {
                add(written, expected, "nothing", "", Optional.empty());
            }
        }
    }

    private void json(Matcher.Json json, JsonNode actual, Place place) {
        if (!actual.isString()) {
            miss(json, actual, place, "");
            return;
        }
        Encoded.parsed(actual.stringValue())
                .ifPresentOrElse(
                        value -> check(json.value(), value, place), () -> miss(json, actual, place, "not JSON"));
    }

    private void compare(Matcher.Compare compare, JsonNode actual, Place place) {
        var operand = Quantity.expected(compare.operand()).orElseThrow();
        var value = Quantity.actual(actual);
        if (value.isEmpty()) {
            miss(compare, actual, place, "");
            return;
        }
        var compared = value.get().compare(operand);
        if (compared.isEmpty()) {
            miss(compare, actual, place, Equality.mismatched(operand, value.get()));
        } else {
            require(compare.order().holds(compared.getAsInt()), compare, actual, place);
        }
    }

    private void length(Matcher.Length length, JsonNode actual, Place place) {
        if (actual.isString()) {
            var text = actual.stringValue();
            counted(length, length.length(), text.codePointCount(0, text.length()), place);
        } else if (actual.isContainer()) {
            counted(length, length.length(), actual.size(), place);
        } else {
            miss(length, actual, place, "");
        }
    }

    private void size(Matcher.Size size, JsonNode actual, Place place) {
        if (actual.isMissingNode()) {
            miss(size, actual, place, "");
        } else {
            counted(size, size.bytes(), Encoded.bytes(actual), place);
        }
    }

    /** The inner mismatches are about a number that is nowhere to be seen: name it. */
    private void counted(Matcher outer, Matcher inner, long count, Place place) {
        var word = outer instanceof Matcher.Length ? "length " : "size ";
        if (!place.told()) {
            check(inner, LongNode.valueOf(count), place);
            return;
        }
        for (var mismatch : of(inner, LongNode.valueOf(count), place)) {
            var at = new Place(mismatch.expectedPath(), place.actual(), place.exact(), true, true);
            var expected = BoundedText.cut(word + mismatch.expected().replace("\"", ""));
            add(at, expected, word + mismatch.actual(), mismatch.reason(), Optional.empty());
        }
    }

    private void regex(Matcher.Regex regex, JsonNode actual, Place place) {
        if (!actual.isString()) {
            miss(regex, actual, place, "");
            return;
        }
        var text = new MeteredText(actual.stringValue());
        try {
            require(regex.pattern().matcher(text).find(), regex, actual, place);
        } catch (MeteredText.TooManyReadsException | StackOverflowError endless) {
            // a pattern that backtracks without end must fail the step, not stop the run
            miss(regex, actual, place, "the pattern takes too many steps on this text");
        }
    }

    private static boolean contains(Matcher.Contains contains, JsonNode actual, Place place) {
        if (actual.isString()) {
            return contains.element()
                    .equalText()
                    .filter(actual.stringValue()::contains)
                    .isPresent();
        }
        for (var i = 0; actual.isArray() && i < actual.size(); i++) {
            if (holds(contains.element(), actual.path(i), place)) {
                return true;
            }
        }
        return false;
    }
}
