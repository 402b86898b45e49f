package dev.simrun.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where matchers speak of absent keys, and where they do so in vain. */
final class Absence {
    private final List<Malformed> problems = new ArrayList<>();

    private Absence() {}

    /** Every place that demands an absent value where there always is one. */
    static List<Malformed> inVain(Matcher matcher) {
        var absence = new Absence();
        absence.walk(matcher, List.of(), true);
        return absence.problems;
    }

    private void walk(Matcher matcher, List<String> path, boolean mayBeAbsent) {
        switch (matcher) {
            case Matcher.All all -> operators(all, path, mayBeAbsent);
            case Matcher.Mapping mapping ->
                mapping.entries().forEach(e -> walk(e.value(), Place.below(path, e.written()), true));
            case Matcher.Sequence list -> elements(list.elements(), path, false);
            case Matcher.Unordered list -> elements(list.elements(), path, false);
            case Matcher.OneOf oneOf -> elements(oneOf.alternatives(), path, mayBeAbsent);
            case Matcher.Exact exact -> walk(exact.matcher(), path, mayBeAbsent);
            case Matcher.Not not -> walk(not.matcher(), path, mayBeAbsent);
            case Matcher.Contains contains -> walk(contains.element(), path, false);
            case Matcher.Each each -> walk(each.element(), path, false);
            case Matcher.Json json -> walk(json.value(), path, false);
            case Matcher.Length length -> walk(length.length(), path, false);
            case Matcher.Size size -> walk(size.bytes(), path, false);
            // these hold no other matchers, or only literal values
            case Matcher.Given _, Matcher.Equal _, Matcher.TypeIs _, Matcher.Regex _ -> {}
            case Matcher.Absent _, Matcher.Any _, Matcher.Compare _ -> {}
        }
    }

    private void operators(Matcher.All all, List<String> path, boolean mayBeAbsent) {
        for (var each : all.operators()) {
            var place = Place.below(path, each.operator());
            if (!each.matcher().equals(new Matcher.Absent(true))) {
                walk(each.matcher(), place, mayBeAbsent);
            } else if (all.operators().size() > 1) {
                inVain(
                        place,
                        "$absent: true can't hold beside another operator",
                        "one of both is {$one_of: [{$absent: true}, …]}");
            } else if (!mayBeAbsent) {
                inVain(
                        place,
                        "$absent: true can't hold here: there always is a value",
                        "only the key of a mapping can be absent: {key: {$absent: true}}");
            }
        }
    }

    private void inVain(List<String> path, String message, String note) {
        problems.add(new Malformed(path, false, message, Optional.empty(), List.of(note)));
    }

    private void elements(List<Matcher> elements, List<String> path, boolean mayBeAbsent) {
        for (int i = 0; i < elements.size(); i++) {
            walk(elements.get(i), Place.below(path, Integer.toString(i)), mayBeAbsent);
        }
    }

    /** Whether a matcher has {@code $absent} in it anywhere. */
    static boolean isNamedIn(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Absent _ -> true;
            case Matcher.All all -> all.operators().stream().anyMatch(each -> isNamedIn(each.matcher()));
            case Matcher.Mapping mapping -> mapping.entries().stream().anyMatch(each -> isNamedIn(each.value()));
            case Matcher.Sequence list -> list.elements().stream().anyMatch(Absence::isNamedIn);
            case Matcher.Unordered list -> list.elements().stream().anyMatch(Absence::isNamedIn);
            case Matcher.OneOf oneOf -> oneOf.alternatives().stream().anyMatch(Absence::isNamedIn);
            case Matcher.Exact exact -> isNamedIn(exact.matcher());
            case Matcher.Not not -> isNamedIn(not.matcher());
            case Matcher.Contains contains -> isNamedIn(contains.element());
            case Matcher.Each each -> isNamedIn(each.element());
            case Matcher.Json json -> isNamedIn(json.value());
            case Matcher.Length length -> isNamedIn(length.length());
            case Matcher.Size size -> isNamedIn(size.bytes());
            case Matcher.Given _, Matcher.Equal _, Matcher.TypeIs _, Matcher.Regex _ -> false;
            case Matcher.Any _, Matcher.Compare _ -> false;
        };
    }
}
