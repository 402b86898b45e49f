package dev.simrun.run;

import dev.simrun.match.Matcher;
import dev.simrun.run.Failure.Miss;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Scope;
import dev.simrun.scenario.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;

/**
 * How many events are expected.
 *
 * @param expected as the file says it; empty for at least one
 */
record Counting(Optional<Expected> expected, Optional<Matcher> matcher) {
    static Counting of(Optional<Expected> expected, Scope scope) {
        return new Counting(expected, expected.map(count -> count.in(scope)));
    }

    boolean isMetBy(long found) {
        return matcher.map(count -> count.matches(LongNode.valueOf(found))).orElse(found > 0);
    }

    /** Whether neither so many nor more could meet it. */
    boolean isPassedBy(long found) {
        // Whether a number meets it changes only at the numbers that stand in it.
        return expected.filter(count -> count.node().scalars().noneMatch(Template::isIn))
                        .isPresent()
                && LongStream.concat(LongStream.of(found), numbers().filter(limit -> limit >= found))
                        .flatMap(limit -> LongStream.of(limit, limit + 1))
                        .noneMatch(this::isMetBy);
    }

    private LongStream numbers() {
        return expected.stream()
                .flatMap(count -> count.node().scalars())
                .map(scalar -> scalar.value())
                .filter(JsonNode::isNumber)
                .mapToLong(JsonNode::asLong);
    }

    /** What so many miss of it, as a number of times. */
    String wanted(long found) {
        return matcher.map(
                        count -> count.test(LongNode.valueOf(found)).getFirst().expected())
                .orElse("some");
    }

    List<Miss> misses(long found) {
        return expected.map(count -> Judge.misses(count, matcher.orElseThrow(), LongNode.valueOf(found)))
                .orElse(List.of());
    }
}
