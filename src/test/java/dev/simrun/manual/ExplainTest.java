package dev.simrun.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import dev.simrun.event.EventType;
import dev.simrun.event.Refusal;
import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.language.ScenarioReader;
import dev.simrun.match.Operators;
import dev.simrun.referee.ProtocolRule;
import dev.simrun.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {
    private static final int COLUMNS = 80;
    private static final Path GOLDEN = Path.of("src/test/resources/explain");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("names")
    void every_name_has_a_text_of_80_columns(String name) {
        var text = Explain.text(name).orElse("");
        assertThat(text).contains(name).endsWith("\n").doesNotEndWith("\n\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= COLUMNS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_overview_has_every_name(String name) {
        assertThat(Explain.overview().split("\\s+")).contains(name);
    }

    static List<String> names() {
        return Stream.of(
                        Catalogue.stepKeys().stream(),
                        Catalogue.MODIFIERS.stream().map(Key::name),
                        Catalogue.TOP_LEVEL.stream().map(Key::name),
                        Catalogue.RULE.stream().map(Key::name),
                        Operators.all().stream().map(Operators.Operator::name),
                        Arrays.stream(EventType.values()).map(EventType::wireName),
                        ProtocolRule.ids().stream(),
                        LambdaError.types().stream(),
                        Topic.words().stream(),
                        Stream.of(Catalogue.EXTENSION, Catalogue.FUNCTION, Catalogue.LIMITS)
                                .flatMap(keys -> Key.names(keys).stream()),
                        Stream.of("events", "rules"))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    @Test
    void a_step_shows_its_arguments_result_and_example() {
        var text = Explain.text("invoke").orElseThrow();
        var step = Catalogue.step("invoke").orElseThrow();
        assertThat(text).contains(Key.names(step.arguments())).contains(Key.names(step.results()));
        assertThat(text).contains(step.example(), "as, expect, wait, if, name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"matchers", "$file", "Extension.LaunchError", "InvalidStateTransition", "command"})
    void what_is_explained_is_as_recorded(String name) throws IOException {
        Golden.check(GOLDEN.resolve(name + ".out"), Explain.text(name).orElseThrow());
    }

    /** An example that can't be read explains nothing. */
    @ParameterizedTest
    @MethodSource("examples")
    void every_example_can_be_read(String example) throws IOException {
        Files.writeString(folder.resolve("order.json"), "{}");
        Files.createDirectory(folder.resolve("functions"));
        var source = new Source("example.yaml", "name: example\n" + example);
        assertThat(ScenarioReader.read(folder.resolve("example.yaml"), source, Map.of(), Map.of())
                        .cases())
                .hasSize(1);
    }

    static Stream<String> examples() {
        var topics = Arrays.stream(Topic.values()).map(Topic::example).filter(text -> !text.isEmpty());
        var actors = Catalogue.EXTENSION.stream().map(key -> ActorExamples.of(key.name()));
        return Stream.concat(topics.map(steps -> "steps:\n" + steps), actors.map(line -> line + "\nsteps: [invoke]\n"));
    }

    @Test
    void every_key_of_an_actor_has_an_example_of_it() {
        assertThat(Catalogue.EXTENSION)
                .allSatisfy(key -> assertThat(ActorExamples.of(key.name())).contains(key.name() + ":"));
    }

    /** Whatever type simrun answers or reports, a user may look it up. */
    @Test
    void every_error_type_of_the_code_is_explained() throws IOException {
        var literal = Pattern.compile("\"((?:Runtime|Extension|Function|Sandbox)\\.[A-Z]\\w+)\"");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var types = files.filter(file -> Files.isRegularFile(file) && !file.endsWith("LambdaError.java"))
                    .flatMap(file -> literal.matcher(read(file)).results())
                    .map(it -> it.group(1))
                    .distinct();
            assertThat(types)
                    .hasSizeGreaterThan(15)
                    .allSatisfy(type -> assertThat(LambdaError.types()).contains(type));
        }
        assertThat(Refusal.values())
                .allSatisfy(it -> assertThat(LambdaError.types())
                        .containsAll(it.errorType().stream().toList()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void events_lists_all_types_with_their_fields() {
        var text = Explain.text("events").orElseThrow();
        for (var type : EventType.values()) {
            assertThat(text).contains(type.wireName() + ": ");
            for (var field : type.fields()) {
                assertThat(text).containsPattern("\n  " + field.name() + "\\s");
            }
        }
    }

    @Test
    void a_name_with_two_meanings_has_both() {
        assertThat(Explain.text("name").orElseThrow()).contains("Modifier name", "Top-level key");
    }

    @ParameterizedTest
    @CsvSource({"invok,invoke", "lt,$lt", "procces.exit,process.exit", "Limits,limits"})
    void a_typing_error_is_recognized(String typed, String meant) {
        assertThat(Explain.text(typed)).isEmpty();
        assertThat(Explain.nearest(typed)).contains(meant);
    }

    @Test
    void nothing_is_near_a_name_that_is_far_off() {
        assertThat(Explain.nearest("wombat-orchestra")).isEmpty();
    }
}
