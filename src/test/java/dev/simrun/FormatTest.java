package dev.simrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** One layout for all Java: google-java-format's AOSP style, imports sorted and none unused. */
class FormatTest {
    private static final String HOW_TO_FIX = "mvn -q test -Dtest=FormatTest -Dformat=write";

    private final Formatter formatter =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    @Test
    void sources_are_formatted() throws IOException, FormatterException {
        var write = "write".equals(System.getProperty("format"));
        var different = new ArrayList<Path>();
        try (var files = Files.walk(Path.of("src"))) {
            var sources = files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
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
