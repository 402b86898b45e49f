package dev.simrun.match;

import static dev.simrun.match.Trees.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

class MatcherPropertiesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS =
            List.of("", "a", "$lt", "5", "500ms", "7B", "2026-01-31T12:00:00Z", "[", "é😀");

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(10));
            case 3 -> NODES.numberNode(random.nextDouble());
            case 4 -> new POJONode(Duration.ofMillis(random.nextInt(1000)));
            case 5 -> NODES.binaryNode(new byte[random.nextInt(3)]);
            case 6 -> NODES.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 7 -> {
                var list = NODES.arrayNode();
                IntStream.range(0, random.nextInt(4)).forEach(i -> list.add(value(random, depth + 1)));
                yield list;
            }
            default -> {
                var mapping = NODES.objectNode();
                IntStream.range(0, random.nextInt(4))
                        .forEach(i -> mapping.set(
                                "$".repeat(random.nextInt(3)) + (char) ('a' + i), value(random, depth + 1)));
                yield mapping;
            }
        };
    }

    /** The same value with more keys in every mapping. */
    private static JsonNode grown(JsonNode value, Random random) {
        return switch (value) {
            case ObjectNode mapping -> {
                var grown = NODES.objectNode();
                grown.set("extra" + random.nextInt(3), value(random, 3));
                mapping.properties().forEach(entry -> grown.set(entry.getKey(), grown(entry.getValue(), random)));
                yield grown;
            }
            case ArrayNode list -> {
                var grown = NODES.arrayNode();
                list.forEach(element -> grown.add(grown(element, random)));
                yield grown;
            }
            default -> value;
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void value_matches_itself_as_a_literal_also_exactly(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var value = value(random, 0);
            assertThat(Matcher.literal(value).test(value)).isEmpty();
            assertThat(new Matcher.Exact(Matcher.literal(value)).test(value)).isEmpty();
            assertThat(new Matcher.Not(Matcher.literal(value)).test(value)).hasSize(1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {6, 7, 8, 9, 10})
    void more_keys_still_match_but_not_exactly(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var value = mapping("root", value(random, 0));
            var grown = grown(value, random);
            assertThat(Matcher.literal(value).test(grown)).isEmpty();
            assertThat(new Matcher.Exact(Matcher.literal(value)).test(grown)).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void order_does_not_matter_when_unordered(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 200; i++) {
            var elements = new ArrayList<JsonNode>();
            IntStream.range(0, random.nextInt(8)).forEach(n -> elements.add(value(random, 1)));
            var matcher = new Matcher.Unordered(
                    elements.stream().map(Matcher::literal).toList());
            Collections.shuffle(elements, random);
            assertThat(matcher.test(NODES.arrayNode().addAll(elements))).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {16, 17, 18, 19, 20})
    void pairing_is_as_large_as_trying_every_order_finds(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var left = random.nextInt(6);
            var right = random.nextInt(6);
            var fits = new boolean[left][right];
            for (var row : fits) {
                for (var column = 0; column < right; column++) {
                    row[column] = random.nextInt(3) == 0;
                }
            }
            var pairing = Pairing.of(left, right, (l, r) -> fits[l][r]);
            var best = best(fits, 0, new boolean[right]);
            assertThat(left - pairing.unpairedLeft().size()).isEqualTo(best);
            assertThat(right - pairing.unpairedRight().size()).isEqualTo(best);
        }
    }

    private static int best(boolean[][] fits, int left, boolean[] used) {
        if (left == fits.length) {
            return 0;
        }
        var best = best(fits, left + 1, used);
        for (var right = 0; right < used.length; right++) {
            if (fits[left][right] && !used[right]) {
                used[right] = true;
                best = Math.max(best, 1 + best(fits, left + 1, used));
                used[right] = false;
            }
        }
        return best;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void path_of_every_mismatch_leads_to_the_value_it_shows(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++) {
            var actual = mapping("root", value(random, 0));
            var expected = mapping("root", value(random, 0));
            for (var mismatch : Matcher.literal(expected).test(actual)) {
                var found = ValuePath.parse(mismatch.actualPath()).orElseThrow().find(actual);
                if (!mismatch.actual().contains("element")) {
                    assertThat(found.map(Show::of).orElse("nothing")).isEqualTo(mismatch.actual());
                }
            }
        }
    }
}
