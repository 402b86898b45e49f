package dev.simrun.language;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.simrun.event.EventType;
import dev.simrun.event.Shape;
import dev.simrun.match.Operators;
import dev.simrun.scenario.Expected;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each operator, and each plain value, of each field of every event and of every result: what can't hold is refused.
 */
class MatcherFitTest {
    /**
     * A matcher, and of which values it can hold without holding of all: {@code t} any text, {@code w} a word of a
     * closed list, {@code s} a signal, {@code n} a number, {@code d} a duration, {@code f} true or false, {@code m} a
     * mark that is true or not there, {@code l} a list of texts, {@code v} of words, {@code c} of chunks, {@code x} how
     * processes ended, {@code h} headers, {@code j} JSON of a client. WORD is one of the field's own.
     */
    private static final String FACTS = """
        'qqq'                              | t j
        WORD                               | t w s j
        SIGTERM                            | t s j
        TERM                               | t j
        5                                  | n j
        '5'                                | t j
        1.5                                | j
        -1                                 | j
        128MiB                             | t n j
        3s                                 | t d j
        '< 3s'                             | t j
        true                               | f m j
        false                              | f j
        'true'                             | t j
        null                               | j
        [qqq]                              | l j
        [WORD]                             | l v j
        [5]                                | j
        []                                 | l v c j
        [{at: 3s, size: 5}]                | c j
        [{at: 5}]                          | j
        [{siez: 5}]                        | j
        {a: 1}                             | h j
        {audit: {code: 5}}                 | x h j
        {audit: {code: '5'}}               | h j
        {audit: {signal: SIGTERM}}         | x h j
        {audit: {signal: TERM}}            | h j
        {}                                 |
        {$exact: {}}                       | x h j
        {$exact: 'qqq'}                    | t j
        {$exact: 5}                        | n j
        {$type: string}                    | t w s j
        {$type: number}                    | n j
        {$type: integer}                   | n j
        {$type: boolean}                   | f m j
        {$type: 'null'}                    | j
        {$type: list}                      | l v c j
        {$type: mapping}                   | x h j
        {$regex: '^WORD$'}                 | t w s j
        {$regex: '^SIGTERM$'}              | t s j
        {$regex: 'q{9}'}                   | t j
        {$regex: ''}                       |
        {$regex: '.*'}                     |
        {$contains: qqq}                   | t l j
        {$contains: WORD}                  | t w s l v j
        {$contains: IGTER}                 | t s l j
        {$contains: 5}                     | j
        {$contains: ''}                    | l
        {$contains: {size: 5}}             | c j
        {$contains: {size: '5'}}           | j
        {$absent: true}                    | t w s n d f m l v c x h j
        {$absent: false}                   | t w s n d f m l v c x h j
        {$any: true}                       | t w s n d f m l v c x h j
        {$json: {a: 1}}                    | t j
        {$json: {}}                        |
        {$gt: 5}                           | n j
        {$gte: 5}                          | n j
        {$lt: 5}                           | n j
        {$lte: 5}                          | n j
        {$gt: 3s}                          | d j
        {$gte: 3s}                         | d j
        {$lt: 3s}                          | d j
        {$lte: 3s}                         | d j
        {$lt: 2KiB}                        | n j
        {$gt: '2026-01-31T12:00:00Z'}      | j
        {$lt: 0}                           | j
        {$lte: 0}                          | n j
        {$gt: 0}                           | n j
        {$gte: 0}                          | j
        {$gt: -1}                          | j
        {$lt: 0s}                          | j
        {$lte: 0s}                         | d j
        {$gt: 0s}                          | d j
        {$gte: 0s}                         | j
        {$gte: 3s, $lt: 5}                 | j
        {$length: 3}                       | t w s l v c x h j
        {$length: {$gt: 3}}                | t w s l v c x h j
        {$length: {$gt: 3s}}               |
        {$length: {$gte: 0}}               |
        {$size: {$lt: 1KiB}}               | t w s n f m l v c x h j
        {$size: {$regex: q}}               |
        {$each: {$type: string}}           | l v j
        {$each: {$type: mapping}}          | c j
        {$each: 5}                         | j
        {$unordered: [qqq, rrr]}           | l j
        {$unordered: [WORD]}               | l v j
        {$unordered: []}                   | l v c j
        {$unordered: [{at: 3s}, {size: 5}]} | c j
        {$not: qqq}                        | t j
        {$not: 5}                          | n j
        {$not: {$gt: 3s}}                  | d j
        {$not: {$contains: ''}}            | l
        {$one_of: [qqq, rrr]}              | t j
        {$one_of: [5, {$gt: 7}]}           | n j
        {$one_of: [5, qqq]}                | j
        {$one_of: [WORD, {$absent: true}]} | t w s j
        {$exact: {$not: {$one_of: [3s]}}}  | t d j
        """;

    /** What would do, for some of what is refused. */
    private static final String RIGHT_FORMS = """
        s | TERM        | did you mean "SIGTERM"?
        s | SIGTREM     | did you mean "SIGTERM"?
        n | '5'         | write 5, without quotes
        n | '>= 5'      | write {$gte: 5}
        n | qqq         | such as 3, {$gte: 3} or {$lt: 3}
        n | {$regex: q} | such as 3, {$gte: 3} or {$lt: 3}
        d | '< 3s'      | write {$lt: 3s}
        d | '< 3'       | write {$lt: 3s}
        d | 3           | such as 3s or {$lt: 3s}
        d | {$gt: 3}    | such as {$gt: 3s}
        d | {$lt: 2KiB} | such as 500ms, {$gte: 500ms} or {$lt: 3s}
        f | 'true'      | write true, without quotes
        f | qqq         | values: true, false
        m | false       | where it isn't set it isn't there: {$absent: true}
        t | 5           | write "5", in quotes
        t | null        | what isn't there is {$absent: true}
        t | {$gt: 5}    | {$contains: ready}
        t | {$contains: 5} | write "5", in quotes
        w | WORDX       | did you mean "WORD"?
        w | {$gt: 5}    | values: WORD
        l | qqq         | write [qqq], or {$contains: qqq}
        v | WORD        | write [WORD], or {$contains: WORD}
        c | [{siez: 5}] | did you mean "size"?
        x | {a: {cod: 5}} | did you mean "code"?
        h | {}          | {$exact: {}}
        j | {}          | {$exact: {}}
        """;

    /** A field and how a step looks that expects something of it. */
    private record Looked(String name, Shape shape, String step) {
        String with(String matcher) {
            return step.formatted(matcher);
        }

        String word() {
            return switch (shape) {
                case Shape.Words(var words, var _) -> words.getFirst();
                case Shape.Items(Shape.Words(var words, var _)) -> words.getFirst();
                case Shape _ -> "qqq";
            };
        }

        /** As the facts call it. */
        String kind() {
            return switch (shape) {
                case Shape.Json _ -> "j";
                case Shape.Text _ -> "t";
                case Shape.Words(var words, var _) -> words.contains("SIGTERM") ? "s" : "w";
                case Shape.Whole _ -> "n";
                case Shape.Time _ -> "d";
                case Shape.Flag(boolean orFalse) -> orFalse ? "f" : "m";
                case Shape.Items(Shape.Text _) -> "l";
                case Shape.Items(Shape.Words _) -> "v";
                case Shape.Items _ -> "c";
                case Shape.Table(Shape.Json _) -> "h";
                case Shape.Table _ -> "x";
                case Shape.Tree _, Shape.Either _ -> throw new IllegalStateException("no field is of " + shape);
            };
        }
    }

    private static Stream<Looked> all() {
        var fields = new ArrayList<Looked>();
        for (var type : EventType.values()) {
            for (var field : EventFields.own(type)) {
                fields.add(looked(type.wireName(), field, "assert_event: {type: " + type.wireName() + ", %s: %%s}"));
            }
        }
        for (var field : EventFields.COMMON) {
            fields.add(looked("an event", field, "assert_event: {type: log, %s: %%s}"));
        }
        Map.of(
                        "invoke", Results.INVOKE,
                        "init", Results.INIT,
                        "shutdown: spindown", Results.SHUTDOWN,
                        "restore", Results.RESTORE,
                        "http: /2018-06-01/ping", Results.HTTP)
                .forEach((verb, results) -> results.forEach(field -> fields.add(looked(
                        "the result of " + verb,
                        field,
                        "{" + (verb.contains(":") ? verb : verb + ": {}") + ", expect: {%s: %%s}}"))));
        return fields.stream();
    }

    private static Looked looked(String owner, Key<Expected> field, String step) {
        return new Looked(owner + " " + field.name(), field.kind().shape(), "- " + step.formatted(field.name()));
    }

    @TestFactory
    Stream<DynamicTest> a_matcher_that_can_not_hold_of_a_field_is_refused() {
        var facts = FACTS.lines().toList();
        return all().map(field -> dynamicTest(field.name(), () -> {
            var matchers = facts.stream()
                    .map(fact -> part(fact, 0).replace("WORD", field.word()))
                    .toList();
            var problems = problems(field, matchers);
            var wrong = new ArrayList<String>();
            for (var i = 0; i < facts.size(); i++) {
                var told = problems.get(i);
                boolean loads = List.of(part(facts.get(i), 1).split(" ", -1)).contains(field.kind());
                if (loads != told.isEmpty()) {
                    wrong.add(matchers.get(i) + " of " + field.kind() + ": " + told);
                }
                if (told.stream().anyMatch(it -> it.notes().isEmpty())) {
                    wrong.add(matchers.get(i) + " is refused without a word of what would do");
                }
            }
            assertThat(wrong).isEmpty();
        }));
    }

    @TestFactory
    Stream<DynamicTest> the_right_form_is_told() {
        return RIGHT_FORMS
                .lines()
                .map(row -> dynamicTest(row, () -> {
                    var of = all().filter(field -> field.kind().equals(part(row, 0)))
                            .toList();
                    assertThat(of).isNotEmpty();
                    for (var field : of) {
                        var matcher = part(row, 1).replace("WORD", field.word());
                        assertThat(problems(field, List.of(matcher)).getFirst().stream()
                                        .map(Problem::render))
                                .as(field.name())
                                .singleElement()
                                .asString()
                                .contains(part(row, 2).replace("WORD", field.word()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> nothing_of_the_facts_is_missing() {
        var operators = Arrays.stream(FACTS.split("\n", -1)).collect(joining());
        return Operators.all().stream()
                .map(it -> dynamicTest(it.name(), () -> assertThat(operators).contains("{" + it.name() + ": ")));
    }

    private static String part(String row, int index) {
        return row.split("\\|", -1)[index].strip();
    }

    /** What is told of each matcher. */
    private static List<List<Problem>> problems(Looked field, List<String> matchers) {
        if (matchers.size() > 1 && field.step().startsWith("- {init")) {
            // there is one init in a file
            return matchers.stream()
                    .map(each -> problems(field, List.of(each)).getFirst())
                    .toList();
        }
        var steps = matchers.stream().map(field::with).collect(joining("\n"));
        // the scenario may register anybody, so that an event can be of anybody
        var text = "name: n\nruntime: none\nsteps:\n" + steps + "\n- http: /2018-06-01/ping\n";
        var told = new ArrayList<Problem>();
        try {
            var _ = ScenarioReader.read(Path.of("a.yaml"), new Source("a.yaml", text), Map.of(), Map.of());
        } catch (ScenarioException refused) {
            told.addAll(refused.problems());
        }
        return IntStream.range(0, matchers.size())
                .mapToObj(
                        i -> told.stream().filter(it -> it.at().line() == i + 4).toList())
                .toList();
    }
}
