package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.LeftOut;
import dev.simrun.event.Room;
import dev.simrun.run.Runner.Planned;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases in which more happens than there is room for. */
class RoomTest {
    private static final int ROOM_BYTES = 20_000;

    @TempDir
    private Path folder;

    private CaseResult run(String step) throws Exception {
        var line = "x".repeat(1000);
        var file =
                new Debugged(folder).file("""
                    clock: virtual
                    runtime: {fake: [{when: invoke, nth: 1, print: %s}]}
                    steps:
                      - invoke: {}
                        as: first
                      - invoke: {}
                        as: second
                    %s
                    """.formatted(List.of(line, line, line, line, line, "end"), step.indent(2)));
        var options = new RunOptions(false, RefereeMode.OFF, Seeds.USUAL);
        var plan = List.of(new Planned(file, file.cases().getFirst()));
        return Finished.run(plan, options, new Room(ROOM_BYTES)).getFirst();
    }

    @Test
    void output_goes_first_so_that_other_events_can_be_checked() throws Exception {
        var result = run("- assert_event: {type: invoke.done, count: 2}");
        assertThat(result.failures()).isEmpty();
        assertThat(result.leftOut().lines()).isPositive();
        assertThat(result.leftOut().others()).isZero();
    }

    @Test
    void step_that_looks_at_what_is_gone_is_an_error() throws Exception {
        var result = run("- assert_log: {from: runtime, line: end}");
        assertThat(result.verdict()).isEqualTo(Verdict.ERRORED);
        assertThat(result.failures().getFirst().headline())
                .isEqualTo("assert_log: of what this step looks at, some is gone, as there was no room"
                        + " to keep "
                        + result.leftOut().text()
                        + ": narrow it with since");
    }

    @Test
    void step_that_looks_at_less_is_none() throws Exception {
        var result = run("- assert_log: {from: runtime, since: second, count: 0}");
        assertThat(result.failures()).isEmpty();
        assertThat(result.leftOut()).isNotEqualTo(LeftOut.NOTHING);
    }

    @Test
    void result_outlives_its_events() throws Exception {
        var result = run("- assert: {first.outcome: success}");
        assertThat(result.failures()).isEmpty();
    }
}
