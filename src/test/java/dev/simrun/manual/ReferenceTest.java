package dev.simrun.manual;

import dev.simrun.Golden;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void the_page_has_the_generated_reference() throws IOException {
        Golden.checkPart(Path.of("src/site/markdown/reference.md"), "reference", Reference.markdown() + "\n");
    }
}
