package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A scenario's text cut at its top-level keys. */
class BlocksTest {
    private static final String TEXT = """
        # simrun
        ---

        name: x
        # of the function
        # and its limit
        function:
          timeout: 1s
          # within

        # apart

        "steps": # behind
        - init
        finally : [init]
        """;

    @Test
    void a_block_begins_at_its_key_with_the_comment_right_above() {
        assertThat(Blocks.of(TEXT).blocks())
                .extracting(Blocks.Block::key)
                .containsExactly("", "name", "function", "steps", "finally");
        assertThat(Blocks.of(TEXT).blocks().get(2).lines())
                .containsExactly(
                        "# of the function",
                        "# and its limit",
                        "function:",
                        "  timeout: 1s",
                        "  # within",
                        "",
                        "# apart",
                        "");
    }

    @Test
    void together_the_blocks_are_the_text() {
        var together = Blocks.of(TEXT).blocks().stream()
                .flatMap(block -> block.lines().stream())
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(together).isEqualTo(TEXT);
    }

    @Test
    void what_is_indented_or_has_no_colon_is_no_key() {
        var blocks = Blocks.of("name: x\n  steps: []\n- steps: []\nsteps\n");
        assertThat(blocks.has("name")).isTrue();
        assertThat(blocks.has("steps")).isFalse();
    }

    @Test
    void some_can_be_left_out() {
        assertThat(Blocks.of(TEXT).without(List.of("steps", "finally", "")).blocks())
                .extracting(Blocks.Block::key)
                .containsExactly("name", "function");
    }
}
