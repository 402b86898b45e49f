package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor makes of the schema: with the language server that editors use, where npm is there and can get it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class EditorTest {
    private static final Path EDITOR = Path.of("src/test/resources/editor").toAbsolutePath();
    private static final Path SCHEMA = Path.of("schema/scenario.schema.json").toAbsolutePath();

    @TempDir
    Path temp;

    private Path server = EDITOR;
    private final List<Map<String, Object>> texts = new ArrayList<>();

    @BeforeEach
    void server() throws Exception {
        server = new FunctionSource(EDITOR, temp).languageServer();
    }

    /** A scenario of these lines, with the cursor where the {@code ▮} stands, or at its end. */
    private void text(String steps) {
        var text = "name: n\nsteps:\n" + steps;
        int cursor = text.indexOf('▮') < 0 ? text.length() : text.indexOf('▮');
        var before = text.substring(0, cursor);
        texts.add(Map.of(
                "text", text.replace("▮", ""),
                "line", before.chars().filter(c -> c == '\n').count(),
                "character", before.length() - before.lastIndexOf('\n') - 1));
    }

    private List<JsonNode> said() throws Exception {
        var input = temp.resolve("texts.json");
        Files.writeString(input, JsonMapper.shared().writeValueAsString(texts));
        var process = new ProcessBuilder(
                        "node", EDITOR.resolve("ask.js").toString(), server.toString(), SCHEMA.toString())
                .redirectInput(input.toFile())
                .redirectError(temp.resolve("errors.txt").toFile())
                .start();
        try {
            var lines = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
            assertThat(lines).as(Files.readString(temp.resolve("errors.txt"))).hasSameSizeAs(texts);
            return lines;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<String> all(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void it_completes_expectations_and_operators_and_tells_what_is_wrong() throws Exception {
        text("  - invoke: {}\n    expect:\n      ▮\n");
        text("  - shutdown: spindown\n    expect:\n      ▮\n");
        text("  - invoke: {}\n    expect:\n      payload:\n        $▮\n");
        text("  - invoke: {}\n    expect: {outcome: success, payload: {a: {$regex: x}}}\n");
        text("  - invoke: {}\n    shutdown: spindown\n");
        text("  - invoke: {}\n    expect: {payload: {a: {$regexp: x}}}\n");
        text("  - assert_state: ready\n    wait: false\n");
        var said = said();

        assertThat(all(said.get(0).path("proposed"))).contains("outcome", "payload", "phase_error_type");
        assertThat(all(said.get(1).path("proposed")))
                .contains("acknowledged", "killed")
                .doesNotContain("payload");
        assertThat(all(said.get(2).path("proposed"))).contains("$regex", "$one_of", "$file");
        assertThat(all(said.get(3).path("found"))).isEmpty();
        assertThat(all(said.get(4).path("found"))).contains("4: Property shutdown is not allowed.");
        assertThat(all(said.get(5).path("found")))
                .anySatisfy(it -> assertThat(it).startsWith("4: ").contains("pattern"));
        assertThat(all(said.get(6).path("found"))).containsExactly("4: Property wait is not allowed.");
    }
}
