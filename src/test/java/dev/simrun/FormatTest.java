package dev.simrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * One layout for all Java: palantir-java-format's, with 120 columns, imports sorted and none unused. It doesn't know an
 * unnamed component of a pattern yet: write {@code var _} there.
 */
class FormatTest {
    private static final String HOW_TO_FIX = "mvn -q test -Dtest=FormatTest -Dformat=write";

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    @Test
    void sources_are_formatted() throws IOException, FormatterException {
        var write = "write".equals(System.getProperty("format"));
        var different = new ArrayList<Path>();
        try (var files = Files.walk(Path.of("src"))) {
            var sources =
                    files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
            assertThat(sources).isNotEmpty();
            for (var file : sources) {
                var source = Files.readString(file);
                var formatted = formatter.formatSourceAndFixImports(source);
                if (!formatted.equals(source)) {
                    different.add(file);
                    if (write) {
                        Files.writeString(file, formatted);
                        System.out.println("formatted " + file);
                    }
                }
            }
        }
        if (!write) {
            assertThat(different).as("not formatted; %s fixes them", HOW_TO_FIX).isEmpty();
        }
    }
}
