package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.cli.Trials.Trial;
import dev.simrun.language.ScenarioReader;
import dev.simrun.source.ScenarioText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Green means green: a shipped scenario that is made wrong in one place does not pass, in at least one of its cases; to
 * name beside what it expects what it must come to anyway changes nothing. The few that may pass stand in
 * {@code src/test/resources/mutants.txt}, with the reason.
 *
 * <p>With a real clock a sample of each file's is run, always the same; {@code -Dmutants=all} runs them all, and
 * {@code -Dmutants=NAME} those of the files whose path holds the name.
 */
class MutantsTest {
    private static final Path SCENARIOS = Path.of("scenarios");
    private static final Path REASONS = Path.of("src/test/resources/mutants.txt");
    private static final String ASKED = System.getProperty("mutants", "");

    /** Most of them wait for something or other. */
    private static final int BESIDE = 8;

    /** A right one passes at least once, a wrong one that passes does so each time: it is no race that decides. */
    private static final int TRIES = 3;

    private static final int SAMPLE = 24;

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.getFileName().toString().startsWith("_"))
                    .filter(file -> ASKED.equals("all") || file.toString().contains(ASKED))
                    .sorted()
                    .toList();
        }
    }

    /** All begin at once, and each test waits for those of its file. */
    @TestFactory
    Stream<DynamicTest> a_scenario_that_is_made_wrong_does_not_pass() throws Exception {
        var reasons = reasons();
        var trials = new Trials(BESIDE);
        var tests = new ArrayList<DynamicTest>();
        for (var file : files()) {
            var green = green(trials, file, reasons);
            tests.add(DynamicTest.dynamicTest(
                    name(file), () -> assertThat(done(green)).as("still pass").isEmpty()));
        }
        return tests.stream().onClose(() -> {
            trials.close();
            forgetMarks();
        });
    }

    @Test
    void a_reason_is_one_for_a_mutant_that_there_is() throws Exception {
        var all = new HashSet<String>();
        for (var file : files()) {
            mutants(file, written(file)).forEach(it -> all.add(it.what()));
        }
        assertThat(reasons())
                .filteredOn(line -> ASKED.equals("all") || line.contains(ASKED))
                .isSubsetOf(all);
    }

    private static List<String> reasons() throws IOException {
        return Files.readAllLines(REASONS).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String name(Path file) {
        return SCENARIOS.relativize(file).toString();
    }

    private static JsonNode written(Path file) {
        return ScenarioText.read(ScenarioText.load(file, file.toString())).toJson();
    }

    private static List<String> done(CompletableFuture<List<String>> green) throws Throwable {
        try {
            return green.get();
        } catch (ExecutionException thrown) {
            throw thrown.getCause();
        }
    }

    /** What is wrong and passes, of a file. */
    private static CompletableFuture<List<String>> green(Trials trials, Path file, List<String> reasons) {
        var scenario = written(file);
        return asIs(trials, file, Defaults.named(scenario), TRIES).thenCompose(asIs -> {
            asIs.skipped().ifPresent(Assumptions::abort);
            assertThat(asIs.wrong()).as("as it is, with its defaults named").isEmpty();
            var green = Collections.synchronizedList(new ArrayList<String>());
            var all = chosen(file, scenario, reasons).stream()
                    .map(it -> passes(trials, file, limited(it.scenario(), asIs), TRIES)
                            .thenAccept(passed -> {
                                if (passed) {
                                    green.add(it.what());
                                }
                            }));
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .thenApply(_ -> green);
        });
    }

    /** A right one: beside so many others a process may be too slow for it. */
    private static CompletableFuture<Trial> asIs(Trials trials, Path file, JsonNode scenario, int tries) {
        return trials.of(file, scenario)
                .thenCompose(it -> it.wrong().isPresent() && tries > 1
                        ? asIs(trials, file, scenario, tries - 1)
                        : CompletableFuture.completedFuture(it));
    }

    /** Whether a wrong one passes each time. */
    private static CompletableFuture<Boolean> passes(Trials trials, Path file, JsonNode scenario, int tries) {
        return trials.of(file, scenario)
                .thenCompose(it -> it.passed() && tries > 1 && isReal(scenario)
                        ? passes(trials, file, scenario, tries - 1)
                        : CompletableFuture.completedFuture(it.passed()));
    }

    /** Those of a file that are run. */
    private static List<Mutant> chosen(Path file, JsonNode scenario, List<String> reasons) {
        var chosen = new ArrayList<Mutant>();
        for (var mutant : mutants(file, scenario)) {
            if (!reasons.contains(mutant.what())) {
                chosen.add(mutant);
                var named = new Mutant(mutant.what() + ", with its defaults named", Defaults.named(mutant.scenario()));
                if (!named.scenario().equals(mutant.scenario())) {
                    chosen.add(named);
                }
            }
        }
        if (isReal(scenario) && ASKED.isEmpty()) {
            Collections.shuffle(chosen, new Random(name(file).hashCode()));
            return chosen.subList(0, Math.min(SAMPLE, chosen.size()));
        }
        return chosen;
    }

    /** All of a file; what was done to them begins with its name. */
    private static List<Mutant> mutants(Path file, JsonNode scenario) {
        var read = ScenarioReader.read(file, file.toString(), Map.of(), Map.of());
        return Mutants.of(scenario, read.cases()).stream()
                .map(it -> new Mutant(name(file) + " " + it.what(), it.scenario()))
                .toList();
    }

    private static boolean isReal(JsonNode scenario) {
        return !scenario.path("clock").asString("real").equals("virtual");
    }

    /** What takes much longer than what is right is wrong. */
    private static JsonNode limited(JsonNode mutant, Trial asIs) {
        var limit = Duration.ofSeconds(1).plus(asIs.longest().multipliedBy(2));
        if (isReal(mutant)) {
            ((ObjectNode) mutant).put("timeout", limit.toMillis() + "ms");
        }
        return mutant;
    }

    /** Those of {@code fickle.py}, which ends with the file only where its scenario comes to its end. */
    private static void forgetMarks() {
        var marks = "simrun-" + ProcessHandle.current().pid() + "-*";
        try (var left = Files.newDirectoryStream(Path.of("/tmp"), marks)) {
            for (var mark : left) {
                Files.delete(mark);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
