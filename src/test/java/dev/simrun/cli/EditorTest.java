package dev.simrun.cli;

import static java.util.Map.entry;
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
    void it_completes_what_can_stand_there() throws Exception {
        text("  - invoke: {}\n    expect:\n      ▮\n");
        text("  - shutdown: spindown\n    expect:\n      ▮\n");
        text("  - invoke: {}\n    expect:\n      payload:\n        $▮\n");
        text("  - invoke: {}\n    expect:\n      duration:\n        $▮\n");
        text("  - invoke:\n      ▮\n");
        text("  - shutdown: ▮\n");
        text("  - expect_event:\n      type: log\n      ▮\n");
        var said = said();

        assertThat(all(said.get(0).path("proposed"))).contains("outcome", "payload", "phase_error_type");
        assertThat(all(said.get(1).path("proposed")))
                .contains("acknowledged", "killed")
                .doesNotContain("payload");
        assertThat(all(said.get(2).path("proposed"))).contains("$regex", "$one_of", "$file");
        assertThat(all(said.get(3).path("proposed"))).contains("$lt", "$one_of").doesNotContain("$regex", "$each");
        assertThat(all(said.get(4).path("proposed"))).contains("payload", "timeout");
        assertThat(all(said.get(5).path("proposed"))).containsExactly("spindown", "timeout", "failure");
        assertThat(all(said.get(6).path("proposed"))).contains("line", "level").doesNotContain("signal");
    }

    @Test
    void it_says_nothing_of_what_is_right() throws Exception {
        text("  - invoke: {}\n    expect: {outcome: success, payload: {a: {$regex: x}}}\n");
        text("  - shutdown: SPINDOWN\n  - expect_event: log\n    within: 1s\n  - init\n");
        for (var one : said()) {
            assertThat(all(one.path("found"))).isEmpty();
        }
    }

    @Test
    void what_it_says_of_a_mistake_tells_what_can_stand_there() throws Exception {
        var mistakes = Map.ofEntries(
                entry("  - invok: {}", "unknown step; there are: init, invoke, shutdown, "),
                entry("  - invok", "a step is a mapping such as {invoke: {}}, or one of these alone: init, invoke, "),
                entry("  - invoke: {paylod: 1}", "unknown key; what can stand here: payload, client_context, "),
                entry("  - {invoke: {}, wait: 1}", "wait: true or false"),
                entry("  - {assert_state: ready, wait: true}", "beside assert_state can stand: as, if, name; "),
                entry("  - sleep: 5", "for: duration such as 500ms or 2s"),
                entry("  - {expect_event: log, within: soon}", "within: duration such as 500ms or 2s"),
                entry("  - shutdown: bored", "one of spindown, timeout, failure"),
                entry("  - freeze: now", "freeze takes no arguments"),
                entry("  - http: ping", "a path such as /2018-06-01/ping"),
                entry("  - expect_event: {type: log, lin: x}", "log has the fields actor, at, seq, stream, line, "),
                entry(
                        "  - {invoke: {}, expect: {outcom: success}}",
                        "the result of invoke has the fields request_id, "),
                entry("  - {invoke: {}, expect: {duration: 5}}", "a duration such as 500ms or 2s"),
                entry(
                        "  - {invoke: {}, expect: {payload: {$regexp: x}}}",
                        "no operator that can stand here, which are "),
                entry("  - {invoke: {}, as: first call}", "a name such as first_call, and none of simrun's own: "),
                entry("  - fault: {at: runtime_api}", "it does one of: answer, delay, drop, "),
                entry("  - repeat: {steps: [init]}", "repeat takes either times or over"));
        mistakes.keySet().forEach(steps -> text(steps + "\n"));
        var said = said().iterator();

        mistakes.forEach((steps, message) -> assertThat(all(said.next().path("found")))
                .as(steps)
                .singleElement()
                .asString()
                .startsWith("3: " + message));
    }

    @Test
    void a_second_step_is_told_at_both() throws Exception {
        text("  - invoke: {}\n    shutdown: spindown\n");

        assertThat(all(said().getFirst().path("found")))
                .anySatisfy(it -> assertThat(it)
                        .isEqualTo("4: beside invoke can stand: as, expect, wait, if, name; another step begins with"
                                + " \"- \""));
    }
}
