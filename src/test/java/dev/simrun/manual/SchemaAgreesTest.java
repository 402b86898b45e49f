package dev.simrun.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.simrun.language.ScenarioReader;
import dev.simrun.language.TextMutations;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.MissingNode;

/**
 * The schema refuses what the reader refuses, but for mistakes that no schema can see, and takes what the reader takes:
 * an editor that marks what is right is worse than one that misses a mistake.
 */
class SchemaAgreesTest {
    private static final int MUTATIONS = 500;

    /** Fewer would say little of the whole language. */
    private static final int LEAST_ROWS = 60;

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonSchema.generate(), InputFormat.JSON);

    @TestFactory
    Stream<DynamicTest> both_take_what_is_right() throws IOException {
        var rows = SchemaRow.all("valid.yaml");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(LEAST_ROWS);
        return rows.stream()
                .map(row -> dynamicTest(row.title(), () -> {
                    assertThat(problems(row.place(), row.source())).isEmpty();
                    assertThat(refusals(row.source())).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> both_refuse_what_is_wrong() throws IOException {
        var rows = SchemaRow.all("invalid.yaml");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(LEAST_ROWS);
        return rows.stream().map(row -> dynamicTest(row.title(), () -> checkWrong(row)));
    }

    private static void checkWrong(SchemaRow row) throws IOException {
        var problems = problems(row.place(), row.source());
        var messages = problems.stream().map(Problem::message).toList();
        if ("write".equals(System.getProperty("golden")) && !messages.equals(row.messages())) {
            row.write(messages);
            fail("wrote it: read the difference");
        }
        assertThat(problems).isNotEmpty();
        assertThat(messages).isEqualTo(row.messages());
        if (row.unseen().isEmpty()) {
            assertThat(refusals(row.source())).isNotEmpty();
        } else if (!row.unseen().contains(Unseen.SYNTAX)) {
            assertThat(refusals(row.source())).isEmpty();
        }
        if (!row.unseen().isEmpty()) {
            assertThat(problems)
                    .allSatisfy(
                            it -> assertThat(Unseen.of(it, tree(row.source()))).isIn(kinds(row)));
        }
    }

    private static List<Optional<Unseen>> kinds(SchemaRow row) {
        return row.unseen().stream().map(Optional::of).toList();
    }

    @Test
    void each_kind_of_mistake_that_it_can_not_see_is_shown() throws IOException {
        var shown = SchemaRow.all("invalid.yaml").stream().flatMap(row -> row.unseen().stream());
        assertThat(shown).contains(Unseen.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void it_sees_what_is_wrong_with_a_mutated_scenario(long seed) throws IOException {
        var random = new Random(seed);
        var scenarios = new ArrayList<Map.Entry<Path, Node>>();
        for (var file : TextMutations.scenarios()) {
            if (!file.getFileName().toString().startsWith("_")) {
                scenarios.add(Map.entry(file, ScenarioText.read(ScenarioText.load(file, file.toString()))));
            }
        }
        var disagreements = new ArrayList<String>();
        int valid = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            var one = scenarios.get(random.nextInt(scenarios.size()));
            var tree = one.getValue().toJson();
            TreeMutations.mutate(tree, random);
            boolean taken = isTaken(one.getKey(), new Source("x.yaml", tree.toPrettyString()), disagreements);
            valid += taken ? 1 : 0;
        }
        assertThat(disagreements).isEmpty();
        // Neither would show anything: mutations that all are mistakes, or none.
        assertThat(valid).isBetween(MUTATIONS / 10, MUTATIONS / 2);
    }

    /** Whether the reader takes it; what the schema says without a reason, or misses, is a disagreement. */
    private static boolean isTaken(Path path, Source source, List<String> disagreements) {
        var problems = problems(path, source);
        var refusals = refusals(source);
        if (problems.isEmpty()) {
            refusals.stream()
                    .limit(1)
                    .map(it -> "%s: the reader takes it, the schema says: %s".formatted(path, it))
                    .forEach(disagreements::add);
        } else if (refusals.isEmpty()) {
            var tree = ScenarioText.read(source);
            problems.stream()
                    .filter(it -> Unseen.of(it, tree).isEmpty())
                    .limit(1)
                    .map(it -> "%s: the schema takes it, the reader says: %s, at %s"
                            .formatted(
                                    path,
                                    it.message(),
                                    Unseen.Place.of(it.at(), tree).path()))
                    .forEach(disagreements::add);
        }
        return problems.isEmpty();
    }

    private static List<Problem> problems(Path path, Source source) {
        try {
            var _ = ScenarioReader.read(path, source, Map.of(), Map.of());
            return List.of();
        } catch (ScenarioException wrong) {
            return wrong.problems();
        }
    }

    private static List<String> refusals(Source source) {
        try {
            return SCHEMA.validate(ScenarioText.read(source).toJson()).stream()
                    .map(it -> it.getInstanceLocation() + ": " + it.getMessage())
                    .toList();
        } catch (ScenarioException noYaml) {
            return List.of("no YAML");
        }
    }

    /** Nothing where the text is no YAML. */
    private static Node tree(Source source) {
        try {
            return ScenarioText.read(source);
        } catch (ScenarioException noYaml) {
            var at = noYaml.problems().getFirst().at();
            return new Node.Scalar(at, "", MissingNode.getInstance(), false);
        }
    }
}
