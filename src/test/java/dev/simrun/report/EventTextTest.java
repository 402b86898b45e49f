package dev.simrun.report;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.report.EventText.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTextTest {
    /** By type: the actor, the fields, and how the event reads. */
    private static final Map<EventType, Example> EXAMPLES = Map.ofEntries(
            example(
                    EventType.EXTENSION_REGISTER,
                    "{'events':['INVOKE','SHUTDOWN']}",
                    "< audit register [INVOKE, SHUTDOWN]"),
            example(EventType.EXTENSION_NEXT, "{}", "< audit next"),
            example(
                    EventType.EXTENSION_EVENT,
                    "{'event':'SHUTDOWN','reason':'spindown','deadline':1}",
                    "> audit SHUTDOWN spindown"),
            example(
                    EventType.EXTENSION_ACKNOWLEDGED,
                    "{'by':'exit','after':0.002}",
                    "* audit acknowledged by exit after 2ms"),
            example(EventType.EXTENSION_INIT_ERROR, "{'error_type':'Extension.X'}", "< audit init/error Extension.X"),
            example(EventType.EXTENSION_EXIT_ERROR, "{'error_type':'Extension.X'}", "< audit exit/error Extension.X"),
            example(EventType.RUNTIME_NEXT, "{}", "< audit next"),
            example(
                    EventType.RUNTIME_RESPONSE,
                    "{'request_id':'6f1c2a34','size':17,'mode':'buffered'}",
                    "< audit response 6f1c… 17 bytes"),
            example(
                    EventType.RUNTIME_ERROR,
                    "{'request_id':'6f1c2a34','error_type':'Runtime.X'}",
                    "< audit error Runtime.X"),
            example(EventType.RUNTIME_INIT_ERROR, "{'error_type':'Runtime.X'}", "< audit init/error Runtime.X"),
            example(EventType.INVOKE_START, "{'request_id':'6f1c2a34','cold_start':true}", "> runtime invoke 6f1c…"),
            example(
                    EventType.INVOKE_DONE,
                    "{'request_id':'6f1c2a34','outcome':'success'}",
                    "* audit invoke done 6f1c… success"),
            example(EventType.RUNTIME_INVOKE, "{'request_id':'6f1c2a34'}", "> audit invoke 6f1c… delivered"),
            example(
                    EventType.INVOKE_END,
                    "{'request_id':'6f1c2a34','phase':'crash'}",
                    "* audit invoke end 6f1c… crash"),
            example(EventType.INVOKE_TIMEOUT, "{'request_id':'short'}", "* audit invoke timeout short"),
            example(EventType.INIT_START, "{}", "* audit init start"),
            example(EventType.INIT_DONE, "{}", "* audit init done"),
            example(EventType.FREEZE, "{}", "* audit freeze"),
            example(EventType.THAW, "{}", "* audit thaw"),
            example(EventType.INIT_ERROR, "{'phase':'init','error_type':'Runtime.X'}", "* audit init error Runtime.X"),
            example(EventType.SHUTDOWN_START, "{'reason':'failure'}", "* audit shutdown start failure"),
            example(EventType.SHUTDOWN_DONE, "{'reason':'failure'}", "* audit shutdown done failure"),
            example(EventType.PROCESS_START, "{}", "> audit start"),
            example(EventType.PROCESS_SIGNAL, "{'signal':'SIGTERM'}", "> audit SIGTERM"),
            example(EventType.PROCESS_EXIT, "{'code':0}", "< audit exit 0"),
            example(EventType.LOG, "{'stream':'stderr','line':'oh no'}", "< audit stderr: oh no"),
            example(EventType.REQUEST_ABANDONED, "{'method':'GET','path':'/x'}", "< audit GET /x abandoned"),
            example(
                    EventType.REQUEST_REFUSED,
                    "{'method':'POST','path':'/x','cause':'missing_name','reason':'Empty extension name'}",
                    "< audit refused 403 Extension.InvalidExtensionName (Empty extension name) POST /x"),
            example(
                    EventType.FAULT,
                    "{'api':'extensions_api','method':'GET','path':'/x','action':'drop'}",
                    "> audit fault drop GET /x"),
            example(EventType.RESTORE_START, "{}", "* audit restore start"),
            example(EventType.RESTORE_DONE, "{}", "* audit restore done"),
            example(EventType.RUNTIME_RESTORE_NEXT, "{}", "< audit restore/next"),
            example(
                    EventType.RUNTIME_RESTORE_ERROR,
                    "{'error_type':'Runtime.AfterRestoreError'}",
                    "< audit restore/error Runtime.AfterRestoreError"),
            example(EventType.RESET, "{'reason':'timeout'}", "* audit reset timeout"),
            example(
                    EventType.REFEREE,
                    "{'rule':'late-answer','message':'POST /x got 410'}",
                    "* audit referee late-answer: POST /x got 410"),
            example(EventType.NOTE, "{'text':'the end'}", "* audit note: the end"));

    private record Example(String fields, String reads) {}

    private static Map.Entry<EventType, Example> example(EventType type, String fields, String reads) {
        return entry(type, new Example(fields.replace('\'', '"'), reads));
    }

    @Test
    void error_that_was_sent_stands_beside_what_became_of_it() {
        var fields = "{\"error_type\":\"Runtime.Unknown\",\"sent_type\":\"KeyError\"}";
        for (var type :
                List.of(EventType.RUNTIME_ERROR, EventType.RUNTIME_INIT_ERROR, EventType.RUNTIME_RESTORE_ERROR)) {
            assertThat(text(Results.event(1, 0, type, "runtime", fields)))
                    .endsWith("error Runtime.Unknown (sent as KeyError)");
        }
        var none = fields.replace("KeyError", "");
        assertThat(text(Results.event(1, 0, EventType.RUNTIME_INIT_ERROR, "runtime", none)))
                .isEqualTo("< runtime init/error Runtime.Unknown (none was sent)");
    }

    @Test
    void whom_a_time_out_awaited_is_told() {
        var fields = "{\"request_id\":\"6f1c2a34\",\"awaited\":[\"runtime\",\"audit\"]}";
        assertThat(text(Results.event(1, 0, EventType.INVOKE_TIMEOUT, "environment", fields)))
                .isEqualTo("* environment invoke timeout 6f1c… awaited: runtime, audit");
    }

    @ParameterizedTest
    @EnumSource
    void every_type_of_event_has_its_words(EventType type) {
        assertThat(EXAMPLES).containsKey(type);
        var example = EXAMPLES.getOrDefault(type, new Example("{}", ""));
        assertThat(text(Results.event(1, 0, type, "audit", example.fields()))).isEqualTo(example.reads());
    }

    @Test
    void what_is_refused_as_http_says_what_was_wrong_before_its_path() {
        var known = "{'method':'GET','path':'/x','cause':'unknown_version','reason':'no'}";
        assertThat(text(Results.event(1, 0, EventType.REQUEST_REFUSED, "runtime", known)))
                .isEqualTo("< runtime refused 505 (no) GET /x");
        var unknown = "{'cause':'broken_chunk','reason':'xyz is no size'}";
        assertThat(text(Results.event(1, 0, EventType.REQUEST_REFUSED, "runtime", unknown)))
                .isEqualTo("< runtime refused without an answer (xyz is no size)");
    }

    @Test
    void a_death_by_a_signal_names_it() {
        var fields = "{\"signal\":\"SIGKILL\"}";
        assertThat(text(Results.event(1, 0, EventType.PROCESS_EXIT, "audit", fields)))
                .isEqualTo("< audit killed by SIGKILL");
    }

    @Test
    void what_acknowledged_says_how_long_it_took() {
        var event = Results.event(1, 0, EventType.EXTENSION_ACKNOWLEDGED, "audit", "{'by':'next','after':0.812}");
        assertThat(text(event)).isEqualTo("* audit acknowledged by next after 812ms");
    }

    @Test
    void a_long_log_line_is_cut_and_no_character_is_split() {
        var line = EventText.of(Results.log(1, "stdout", "😀".repeat(5000)));
        assertThat(line.text()).endsWith("😀…").hasSizeLessThanOrEqualTo(EventText.LIMIT);
    }

    @Test
    void what_the_environment_does_points_nowhere() {
        var event = Results.event(1, 0, EventType.PROCESS_START, Event.ENVIRONMENT, "{}");
        assertThat(EventText.of(event)).isEqualTo(new Line('*', "environment", "start"));
    }

    private static String text(Event event) {
        var line = EventText.of(event);
        return line.direction() + " " + line.actor() + " " + line.text();
    }
}
