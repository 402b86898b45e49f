package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Facts;
import dev.simrun.run.Evidence.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {
    private final List<Event> timeline = new ArrayList<>();

    /** One more event, so many milliseconds after the begin as its number tells. */
    private void see(EventType type, String actor, String fields) {
        int seq = timeline.size() + 1;
        timeline.add(new Event(seq, Duration.ofMillis(seq), 1, actor, Facts.of(type, fields)));
    }

    private void print(String actor, String line) {
        see(EventType.LOG, actor, "{'line':'" + line + "'}");
    }

    private Cause ofInvocation() {
        return Cause.of(timeline, 0, Trees.object().put("request_id", "r1"));
    }

    private void timesOut(String awaited) {
        see(EventType.INVOKE_TIMEOUT, Event.ENVIRONMENT, "{'request_id':'r1','awaited':[" + awaited + "]}");
    }

    @ParameterizedTest
    @CsvSource({
        "process.start, runtime, had not polled since it was started at 0.001",
        "process.start, audit, had not registered since it was started at 0.001",
        "extension.register, audit, had not polled since it registered at 0.001",
        "extension.next, audit, had not polled since 0.001",
        "runtime.next, runtime, had not polled since 0.001",
        "runtime.invoke, runtime, had not answered since it was given the invocation at 0.001",
        "runtime.response, runtime, had not polled since it answered at 0.001",
        "runtime.error, runtime, had not polled since it answered at 0.001",
        "runtime.init_error, runtime, had not exited since its init/error at 0.001",
        "extension.init_error, audit, had not exited since its init/error at 0.001",
        "runtime.restore_next, runtime, had not polled since its restore/next at 0.001",
        "note, runtime, never polled",
        "note, audit, never registered",
    })
    void who_is_awaited_is_told_by_its_last_move(String move, String actor, String told) {
        see(EventType.named(move).orElseThrow(), actor, "{}");
        print(actor, "starting");
        see(EventType.EXTENSION_NEXT, "other", "{}");
        timesOut("'" + actor + "'");
        see(EventType.EXTENSION_NEXT, actor, "{}"); // too late
        assertThat(ofInvocation().why("otherwise")).isEqualTo(": " + actor + " " + told);
        var marks = ofInvocation().marks();
        assertThat(marks.getLast()).isEqualTo(new Mark(4, ""));
        assertThat(marks).hasSize(move.equals("note") ? 1 : 2);
    }

    @Test
    void all_that_are_awaited_are_told() {
        see(EventType.RUNTIME_INVOKE, "runtime", "{}");
        see(EventType.EXTENSION_NEXT, "audit", "{}");
        timesOut("'runtime','audit'");
        assertThat(ofInvocation().why(""))
                .isEqualTo(": runtime had not answered since it was given the invocation at 0.001; "
                        + "audit had not polled since 0.002");
    }

    @Test
    void time_out_of_another_phase_is_no_cause() {
        timesOut("'audit'");
        assertThat(Cause.of(timeline, 0, Trees.object().put("request_id", "r2")).why("Sandbox.Timedout"))
                .isEqualTo(": Sandbox.Timedout");
        assertThat(Cause.of(timeline, 0, Trees.object()).why("")).isEmpty();
    }

    @Test
    void init_has_a_time_out_of_its_own() {
        see(EventType.PROCESS_START, "audit", "{}");
        see(EventType.INIT_ERROR, Event.ENVIRONMENT, "{'awaited':['audit']}");
        assertThat(Cause.of(timeline, 0, Trees.object()).why(""))
                .isEqualTo(": audit had not registered since it was started at 0.001");
    }

    @Test
    void last_lines_are_noted_and_those_that_come_again_once() {
        print("audit", "before");
        for (int i = 0; i < 100; i++) {
            print("audit", "again");
            print("runtime", "and");
        }
        assertThat(Cause.of(timeline, 1, Trees.object()).notes())
                .containsExactly("audit: again (100 times)", "runtime: and (100 times)");
        for (int i = 0; i < 5; i++) {
            print("audit", "line " + i);
        }
        assertThat(Cause.of(timeline, 1, Trees.object()).notes())
                .containsExactly("audit: line 0", "audit: line 1", "audit: line 2", "audit: line 3", "audit: line 4");
    }

    private void isRefused(String actor) {
        var fields = "{'method':'POST','path':'/register','cause':'missing_name','reason':'Empty extension name'}";
        see(EventType.REQUEST_REFUSED, actor, fields);
    }

    @Test
    void refused_requests_are_noted_with_the_answer_and_who_sent_them() {
        var got = ": POST /register got 403 Extension.InvalidExtensionName: Empty extension name";
        see(EventType.PROCESS_START, "audit", "{}");
        see(EventType.PROCESS_START, "probe", "{}");
        see(EventType.PROCESS_EXIT, "audit", "{}");
        isRefused(Event.ENVIRONMENT);
        isRefused(Event.ENVIRONMENT);
        assertThat(Cause.of(timeline, 0, Trees.object()).notes()).containsExactly("probe" + got);
        see(EventType.PROCESS_START, "audit", "{}");
        isRefused(Event.ENVIRONMENT); // of two it can be either
        isRefused("audit");
        assertThat(Cause.of(timeline, 5, Trees.object()).notes()).containsExactly("a client" + got, "audit" + got);
    }
}
