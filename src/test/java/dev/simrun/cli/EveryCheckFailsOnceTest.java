package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Short scenarios in which every check fails once, and every value of a result is told to the last digit. They stand in
 * {@code src/test/resources/rows}, each with what comes of it; see {@link Row} for how. {@code -Dgolden=write} writes
 * what came of them and fails, so that a person reads the difference.
 */
class EveryCheckFailsOnceTest {
    private static final Path ROWS = Path.of("src/test/resources/rows");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicContainer> rows() throws IOException {
        try (var files = Files.list(ROWS)) {
            return files.sorted()
                    .map(file -> dynamicContainer(
                            file.getFileName().toString(),
                            Row.all(file).stream().map(row -> test(file, row))))
                    .toList();
        }
    }

    /** A test for each row, of all its cases, so that one can be run without the others. */
    private DynamicTest test(Path file, Row row) {
        return dynamicTest(row.name(), () -> {
            var outcomes = outcomes(row);
            var made = row.with(outcomes);
            if ("write".equals(System.getProperty("golden")) && !made.equals(row.text())) {
                replace(file, row.text(), made);
                fail("wrote it: read the difference");
            }
            var expected = outcomes.stream()
                    .map(one -> new Row.Outcome(one.label(), one.line(), row.expected(one)))
                    .toList();
            assertThat(outcomes).isEqualTo(expected).hasSize(row.cases());
        });
    }

    /** A row that hangs is one that does not hold, and the others still run. */
    private List<Row.Outcome> outcomes(Row row) {
        return CompletableFuture.supplyAsync(
                        () -> row.run(folder), Thread.ofPlatform().daemon()::start)
                .completeOnTimeout(List.of(Row.HUNG), LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static void replace(Path file, String row, String made) {
        try {
            Files.writeString(file, Files.readString(file).replace(row, made));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
