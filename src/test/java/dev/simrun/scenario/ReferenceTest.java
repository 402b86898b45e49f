package dev.simrun.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReferenceTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- reference -->\n";
    private static final String END = "<!-- /reference -->\n";

    @Test
    void the_readme_has_the_generated_reference() throws IOException {
        var readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        assertThat(begin).as("README.md has the line %s", BEGIN.strip()).isNotNegative();
        assertThat(end).as("README.md has the line %s", END.strip()).isGreaterThan(begin);
        var before = readme.substring(0, begin + BEGIN.length());
        Golden.check(README, before + Reference.markdown() + "\n" + readme.substring(end));
    }
}
