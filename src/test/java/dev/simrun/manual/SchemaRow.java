package dev.simrun.manual;

import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small file about one thing of the language, a document of {@code schema/valid.yaml} or {@code schema/invalid.yaml}.
 * Its first line is its title; {@code #! KIND} says why no schema can refuse it, and {@code #> MESSAGE} what the reader
 * says of it.
 */
record SchemaRow(Path file, String text) {
    private static final Path FOLDER = Path.of("src/test/resources/schema");
    private static final String BREAK = "---\n";
    private static final String KIND = "#! ";
    private static final String MESSAGE = "#> ";

    static List<SchemaRow> all(String name) throws IOException {
        var file = FOLDER.resolve(name);
        return Stream.of(Files.readString(file).split("(?m)^" + BREAK))
                .map(text -> new SchemaRow(file, text))
                .toList();
    }

    String title() {
        return text.substring(2, text.indexOf('\n'));
    }

    /** Where its paths begin. */
    Path place() {
        return FOLDER.resolve("row.yaml");
    }

    Source source() {
        return new Source("row.yaml", text);
    }

    List<Unseen> unseen() {
        return lines(KIND).map(Unseen::valueOf).toList();
    }

    List<String> messages() {
        return lines(MESSAGE).toList();
    }

    private Stream<String> lines(String begin) {
        return text.lines().filter(line -> line.startsWith(begin)).map(line -> line.substring(begin.length()));
    }

    /** Writes what the reader says of it. */
    void write(List<String> messages) throws IOException {
        var others = text.lines().filter(line -> !line.startsWith(MESSAGE));
        var told = messages.stream().map(message -> MESSAGE + message);
        var made = Stream.concat(others, told).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(file, Files.readString(file).replace(text, made));
    }
}
