package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.repl.Breakpoints.Breakpoint;
import dev.simrun.repl.Breakpoints.Where;
import dev.simrun.run.Debugging;
import dev.simrun.run.Session;
import dev.simrun.scenario.Step;
import dev.simrun.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a session is to stop, as it is typed, and what that fits. */
class BreakpointsTest {
    private static final String SCENARIO = """
        name: x
        clock: virtual
        extensions: {audit: {}}
        steps:
          - expect_registration: audit

          - invoke: {payload: 1}
            as: call
          - note: fine
          - invoke: {payload: 2}
          - shutdown: spindown
        """;

    private final Breakpoints breakpoints = new Breakpoints();
    private final List<Step> steps = Steps.of(SCENARIO);

    private static Where read(Session session, String text) throws CommandException {
        return new BreakpointReader(session).read(text);
    }

    private List<Boolean> before(Where where) {
        var only = new Breakpoints();
        only.add(where, false);
        return IntStream.range(0, steps.size())
                .mapToObj(
                        i -> only.before(steps.get(i), i == 0 ? 0 : line(i - 1)).isPresent())
                .toList();
    }

    private int line(int index) {
        return steps.get(index).common().from().line();
    }

    @ParameterizedTest(name = "line {0}")
    @CsvSource({"1, 0", "5, 0", "6, 1", "7, 1", "8, 2", "9, 2", "10, 3", "11, 4"})
    void a_line_means_the_first_step_at_it_or_below(int line, int index) {
        assertThat(before(new Where.Line(line)).indexOf(true)).isEqualTo(index);
        assertThat(before(new Where.Line(line))).containsOnlyOnce(true);
    }

    @Test
    void a_step_word_means_every_such_step() {
        assertThat(before(new Where.Key("invoke"))).containsExactly(false, true, false, true, false);
    }

    @Test
    void an_event_stops_before_no_step() {
        assertThat(before(new Where.On("log", _ -> true))).doesNotContain(true);
    }

    @Test
    void they_are_numbered_once_and_for_all() {
        assertThat(breakpoints.add(new Where.Line(1), false).number()).isEqualTo(1);
        var second = breakpoints.add(new Where.Key("invoke"), true);
        assertThat(breakpoints.remove(1)).isTrue();
        assertThat(breakpoints.remove(1)).isFalse();
        assertThat(breakpoints.add(new Where.Line(3), false).number()).isEqualTo(3);
        assertThat(breakpoints.list()).extracting(Breakpoint::number).containsExactly(2, 3);
        breakpoints.told(second);
        assertThat(breakpoints.list())
                .as("that was there once only")
                .extracting(Breakpoint::number)
                .containsExactly(3);
        breakpoints.told(breakpoints.list().getFirst());
        assertThat(breakpoints.list()).hasSize(1);
    }

    @Test
    void what_is_typed_is_read() throws Exception {
        try (var debugging = Debugging.of(Steps.file(SCENARIO))) {
            var session = debugging.session();
            assertThat(read(session, "7")).isEqualTo(new Where.Line(7));
            assertThat(read(session, " 11 ")).isEqualTo(new Where.Line(11));
            assertThat(read(session, "invoke")).isEqualTo(new Where.Key("invoke"));
            assertThat(read(session, "on  log   line=a").text()).isEqualTo("on log line=a");
            assertThat(read(session, "3").text()).isEqualTo("line 3");
            assertThat(read(session, "freeze").text()).isEqualTo("every freeze");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        extension.event                          | 3
        extension.event event=SHUTDOWN           | 1
        extension.event event=INVOKE             | 2
        extension.event event={$regex: "INV.*"}     | 2
        extension.event event="SHUTDOWN" actor=audit | 1
        extension.event actor=runtime            | 0
        note text='a quoted, text'               | 1
        note text={$regex: "^a .*text$"}         | 1
        note text=fine                           | 1
        """)
    void an_event_is_met_by_type_and_fields(String condition, int count) throws Exception {
        try (var debugging = Debugging.of(Steps.file(SCENARIO))) {
            var session = debugging.session();
            while (session.nextStep().isPresent()) {
                var _ = session.runNext();
            }
            var note = new Source("input", "note: 'a quoted, text'");
            var _ = session.run(session.read(note).getFirst());
            breakpoints.add(read(session, "on " + condition), false);
            assertThat(session.view().timeline(0).stream().map(breakpoints::at))
                    .as(condition)
                    .filteredOn(Optional::isPresent)
                    .hasSize(count);
        }
    }

    @ParameterizedTest(name = "break {0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        ''                    | break where? a line, a step such as invoke
        12                    | no step begins at line 12 or below; the last one begins at 11
        0                     | no step begins at line 0 or below; the last one begins at 11
        7 8                   | "8" is too much: break LINE, break STEP
        invok                 | no step is called "invok"; did you mean "invoke"?
        12345678              | no step is called "12345678"
        on                    | break on which event? help events lists them
        on extension.evnt     | there is no event type "extension.evnt"; did you mean "extension.event"?
        on extension.event evnt=INVOKE | did you mean "event"?
        on extension.event event | "event" is not a condition such as event=SHUTDOWN
        on note text={$foo: 1} | $foo
        """)
    void what_fits_nothing_is_told_with_a_guess(String text, String message) throws Exception {
        try (var debugging = Debugging.of(Steps.file(SCENARIO))) {
            var session = debugging.session();
            assertThatThrownBy(() -> read(session, text))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(message);
        }
    }
}
