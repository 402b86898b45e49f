package dev.simrun.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
    private static final String SHUTDOWN = "\n".repeat(8)
            + "  - expect_registration: {extention: audit}\n"
            + "\n\n"
            + "  - shutdown: spindown\n"
            + "  - assert_acknowledged: {extension: audit, after: {$lt: 500ms}}\n";
    private static final Source SOURCE = new Source("scenarios/shutdown.yaml", SHUTDOWN);

    @Test
    void a_load_error_looks_as_in_the_language_description() {
        var problem = Problem.of(new Location(SOURCE, 9, 27, 9), "unknown key \"extention\" in expect_registration")
                .remark("did you mean \"extension\"?")
                .note("keys: extension, events, kind");
        assertThat(problem.render())
                .isEqualTo(lines(
                        "error: unknown key \"extention\" in expect_registration",
                        "  --> scenarios/shutdown.yaml:9:27",
                        "    |",
                        "  9 |   - expect_registration: {extention: audit}",
                        "    |                           ^^^^^^^^^ did you mean" + " \"extension\"?",
                        "    = keys: extension, events, kind"));
        assertThat(problem.headline())
                .isEqualTo("scenarios/shutdown.yaml:9:27:" + " unknown key \"extention\" in expect_registration");
    }

    @Test
    void a_failure_shows_the_line_above_too() {
        assertThat(Excerpt.inFailure(new Location(SOURCE, 13, 58, 5), "812ms", Excerpt.MAX_COLUMNS))
                .isEqualTo(lines(
                        "     |",
                        "  12 |   - shutdown: spindown",
                        "  13 |   - assert_acknowledged: {extension: audit, after: {$lt:" + " 500ms}}",
                        "     |                                                         " + " ^^^^^ 812ms",
                        "     |"));
    }

    @Test
    void a_failure_in_the_first_line_has_none_above() {
        var source = new Source("a.yaml", "a: 1\n");
        assertThat(Excerpt.inFailure(new Location(source, 1, 4, 1), "", Excerpt.MAX_COLUMNS))
                .isEqualTo(lines("    |", "  1 | a: 1", "    |    ^", "    |"));
    }

    @Test
    void the_number_above_is_aligned_when_it_is_shorter() {
        var source = new Source("a.yaml", "\n".repeat(8) + "nine: 9\nten: 10\n");
        assertThat(Excerpt.inFailure(new Location(source, 10, 6, 2), "actual: 11", Excerpt.MAX_COLUMNS))
                .isEqualTo(lines("     |", "   9 | nine: 9", "  10 | ten: 10", "     |      ^^ actual: 11", "     |"));
    }

    @Test
    void a_problem_of_the_whole_file_has_no_excerpt() {
        var problem = Problem.of(Location.wholeFile(new Source("a.yaml", "")), "is empty");
        assertThat(problem.render()).isEqualTo("error: is empty\n  --> a.yaml");
        assertThat(problem.headline()).isEqualTo("a.yaml: is empty");
        assertThat(problem.remark("write").note("more").render())
                .isEqualTo("error: is empty\n  --> a.yaml\n   = write\n   = more");
        assertThat(Excerpt.inFailure(problem.at(), "x", Excerpt.MAX_COLUMNS)).isEmpty();
    }

    @Test
    void carets_stand_right_below_tabs_emoji_and_control_characters() {
        var source = new Source("a.yaml", "\ta\u0007\u202e\u001b[1m😀é: bad\n");
        assertThat(Excerpt.inError(new Location(source, 1, 12, 3), "here", Excerpt.MAX_COLUMNS))
                .isEqualTo(lines("    |", "  1 |  a···[1m😀é: bad", "    |            ^^^ here"));
    }

    @Test
    void a_long_line_is_cut_around_the_carets() {
        var text = "a".repeat(300) + "BAD" + "c".repeat(300);
        var at = new Location(new Source("a.yaml", text), 1, 301, 3);
        assertThat(Excerpt.inError(at, "here", Excerpt.MAX_COLUMNS))
                .isEqualTo("    |\n  1 | …%sBAD%s…\n    | %s^^^ here"
                        .formatted("a".repeat(60), "c".repeat(95), " ".repeat(61)));
    }

    @Test
    void a_long_line_keeps_its_start_when_the_carets_are_there() {
        var at = new Location(new Source("a.yaml", "BAD" + "c".repeat(300)), 1, 1, 3);
        assertThat(Excerpt.inError(at, "", Excerpt.MAX_COLUMNS))
                .isEqualTo("    |\n  1 | BAD%s…\n    | ^^^".formatted("c".repeat(156)));
    }

    @Test
    void a_long_line_keeps_its_end_when_the_carets_are_there() {
        var at = new Location(new Source("a.yaml", "a".repeat(300) + "BAD"), 1, 301, 3);
        assertThat(Excerpt.inError(at, "", Excerpt.MAX_COLUMNS))
                .isEqualTo("    |\n  1 | …%sBAD\n    | %s^^^".formatted("a".repeat(60), " ".repeat(61)));
    }

    @Test
    void carets_do_not_run_past_the_line() {
        var source = new Source("a.yaml", "abc\n");
        assertThat(Excerpt.inError(new Location(source, 1, 2, 50), "", Excerpt.MAX_COLUMNS))
                .endsWith("\n    |  ^^");
        assertThat(Excerpt.inError(new Location(source, 1, 50, 5), "", Excerpt.MAX_COLUMNS))
                .endsWith("\n    |    ^");
        assertThat(Excerpt.inError(new Location(source, 9, 1, 1), "", Excerpt.MAX_COLUMNS))
                .endsWith("9 |\n    | ^");
    }

    @Test
    void problems_are_sorted_by_place_and_each_is_kept_once() {
        var at = new Location(SOURCE, 9, 27, 9);
        var later = Problem.of(new Location(SOURCE, 12, 1, 1), "later");
        var problems = new Problems();
        assertThat(problems.isEmpty()).isTrue();
        problems.throwIfAny();
        List.of(later, Problem.of(at, "b"), Problem.of(at, "a"), later).forEach(problems::add);
        assertThat(problems.list()).extracting(Problem::message).containsExactly("b", "a", "later");
        assertThat(new ScenarioException(problems.list())).hasMessage("scenarios/shutdown.yaml:9:27: b (and 2 more)");
    }

    // a text block would take off the indentation, which is the point here
    private static String lines(String... lines) {
        return String.join("\n", lines);
    }
}
