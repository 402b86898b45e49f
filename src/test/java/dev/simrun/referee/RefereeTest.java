package dev.simrun.referee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Facts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The referee and the events that it is shown. */
class RefereeTest {
    private static final String RUNTIME = Event.RUNTIME;
    private static final String RESPONSE = "/2018-06-01/runtime/invocation/r1/response";
    private static final String EVENT_NEXT = "/2020-01-01/extension/event/next";

    private final Referee referee =
            new Referee(new Declared(Set.of("audit"), Set.of("inner"), true));
    private final List<Finding> findings = new ArrayList<>();

    private void see(EventType type, String actor, String fields) {
        findings.addAll(referee.on(new Event(1, Duration.ZERO, 1, actor, Facts.of(type, fields))));
    }

    private void refuse(String actor, String path, int status, String errorType) {
        var type = errorType.isEmpty() ? "" : ",'error_type':'" + errorType + "'";
        see(
                EventType.REQUEST_REFUSED,
                actor,
                "{'method':'POST','path':'" + path + "','status':" + status + type + "}");
    }

    private void invoke() {
        see(EventType.INVOKE_START, Event.ENVIRONMENT, "{'request_id':'r1'}");
    }

    private String rules() {
        return findings.stream()
                .map(finding -> finding.rule().id())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @EnumSource(ProtocolRule.class)
    void a_rule_is_found_by_its_id_and_says_all(ProtocolRule rule) {
        assertThat(rule.id()).matches("[a-z]+(-[a-z]+)+");
        assertThat(ProtocolRule.named(rule.id())).contains(rule);
        assertThat(List.of(rule.summary(), rule.explanation(), rule.instead()))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(rule.explanation()).endsWith(".");
    }

    @Test
    void a_body_that_was_cut_off_is_an_answer_and_a_post_after_it_the_second() {
        invoke();
        refuse(RUNTIME, RESPONSE, 400, "TruncatedHTTPRequest");
        refuse(RUNTIME, RESPONSE.replace("response", "error"), 403, "InvalidStateTransition");
        assertThat(rules()).isEqualTo("truncated-body answered-twice");
        assertThat(findings.getFirst().message())
                .isEqualTo("POST " + RESPONSE + " got 400 TruncatedHTTPRequest");
    }

    @Test
    void after_the_wrong_mode_the_poll_that_must_fail_is_not_told_again() {
        invoke();
        refuse(RUNTIME, RESPONSE, 400, "InvalidFunctionResponseMode");
        refuse(RUNTIME, "/2018-06-01/runtime/invocation/next", 403, "InvalidStateTransition");
        assertThat(rules()).isEqualTo("response-mode");
    }

    @Test
    void an_answer_while_another_streams_is_the_second() {
        invoke();
        see(EventType.RUNTIME_NEXT, RUNTIME, "{}");
        refuse(RUNTIME, RESPONSE, 403, "InvalidStateTransition");
        assertThat(rules()).isEqualTo("answered-twice");
    }

    @Test
    void an_answer_without_a_poll_is_for_an_invocation_that_the_runtime_does_not_have() {
        invoke();
        refuse(RUNTIME, RESPONSE, 403, "InvalidStateTransition");
        assertThat(rules()).isEqualTo("answer-for-unknown-request");
    }

    @Test
    void a_request_id_that_comes_again_is_another_invocation() {
        invoke();
        see(EventType.INVOKE_TIMEOUT, Event.ENVIRONMENT, "{'request_id':'r1'}");
        invoke();
        see(EventType.RUNTIME_RESPONSE, RUNTIME, "{'request_id':'r1'}");
        refuse(RUNTIME, RESPONSE, 400, "InvalidRequestID");
        assertThat(rules()).isEqualTo("answered-twice");
    }

    @Test
    void what_a_fault_handed_in_twice_the_client_sent_once() {
        var poll = "/2018-06-01/runtime/invocation/next";
        see(EventType.FAULT, RUNTIME, duplicate("GET", poll));
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        see(EventType.FAULT, RUNTIME, duplicate("POST", RESPONSE));
        see(EventType.RUNTIME_RESPONSE, RUNTIME, "{'request_id':'r1'}");
        refuse(RUNTIME, RESPONSE, 403, "InvalidStateTransition");
        assertThat(rules()).isEmpty();
        refuse(RUNTIME, RESPONSE, 403, "InvalidStateTransition");
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEqualTo("answered-twice next-while-running");
    }

    private static String duplicate(String method, String path) {
        return "{'action':'duplicate','method':'" + method + "','path':'" + path + "'}";
    }

    @Test
    void a_restore_is_for_once_and_after_its_error_for_nothing() {
        var next = "/2018-06-01/runtime/restore/next";
        refuse(RUNTIME, next, 403, "InvalidStateTransition");
        see(EventType.RUNTIME_RESTORE_ERROR, RUNTIME, "{'error_type':'Runtime.X','sent_type':'x'}");
        refuse(RUNTIME, next, 403, "InvalidStateTransition");
        assertThat(rules()).isEqualTo("restore-out-of-place error-type-form call-after-error");
    }

    @Test
    void an_answer_after_the_time_out_stays_late_when_it_is_repeated() {
        invoke();
        see(EventType.INVOKE_TIMEOUT, Event.ENVIRONMENT, "{'request_id':'r1'}");
        refuse(RUNTIME, RESPONSE, 410, "InvokeTimeout");
        refuse(RUNTIME, RESPONSE, 400, "InvalidRequestID");
        assertThat(rules()).isEqualTo("late-answer late-answer");
    }

    @Test
    void an_answer_with_another_deliverys_id_is_not_the_answer() {
        invoke();
        refuse(RUNTIME, RESPONSE, 410, "InvokeTimeout");
        see(EventType.RUNTIME_RESPONSE, RUNTIME, "{'request_id':'r1'}");
        assertThat(rules()).isEqualTo("late-answer");
    }

    @Test
    void a_runtime_that_reported_its_init_error_must_not_go_on() {
        see(EventType.RUNTIME_INIT_ERROR, RUNTIME, "{'error_type':'Runtime.No'}");
        refuse(RUNTIME, "/2018-06-01/runtime/invocation/next", 403, "InvalidStateTransition");
        assertThat(rules()).isEqualTo("call-after-error");
    }

    @Test
    void apis_that_are_off_are_no_mistake_of_who_asks() {
        refuse(Event.ENVIRONMENT, "/2022-07-01/telemetry", 404, "");
        refuse("audit", EVENT_NEXT, 404, "");
        assertThat(rules()).isEmpty();
        refuse(RUNTIME, "/2018-06-01/runtime/restore/next", 404, "");
        assertThat(rules()).isEqualTo("unknown-route");
    }

    @Test
    void an_extension_that_is_killed_at_the_deadline_has_not_answered_shutdown() {
        shutdownOf("audit");
        see(EventType.PROCESS_SIGNAL, "audit", "{'signal':'SIGKILL'}");
        see(EventType.PROCESS_EXIT, "audit", "{'signal':'SIGKILL'}");
        see(EventType.SHUTDOWN_DONE, Event.ENVIRONMENT, "{'reason':'spindown'}");
        assertThat(rules()).isEqualTo("no-next-after-shutdown");
        assertThat(findings.getFirst().actor()).isEqualTo("audit");
    }

    @Test
    void an_extension_that_exits_or_acknowledges_has_answered_shutdown() {
        shutdownOf("audit");
        see(EventType.PROCESS_EXIT, "audit", "{'code':3}");
        see(EventType.SHUTDOWN_DONE, Event.ENVIRONMENT, "{}");
        shutdownOf("audit");
        see(EventType.EXTENSION_ACKNOWLEDGED, "audit", "{'by':'next'}");
        see(EventType.PROCESS_SIGNAL, "audit", "{'signal':'SIGKILL'}");
        see(EventType.PROCESS_EXIT, "audit", "{'signal':'SIGKILL'}");
        see(EventType.SHUTDOWN_DONE, Event.ENVIRONMENT, "{}");
        assertThat(rules()).isEmpty();
    }

    @Test
    void a_reset_judges_its_shutdown_once() {
        shutdownOf("audit");
        see(EventType.RESET, Event.ENVIRONMENT, "{}");
        see(EventType.INIT_START, Event.ENVIRONMENT, "{}");
        assertThat(rules()).isEqualTo("no-next-after-shutdown");
    }

    private void shutdownOf(String extension) {
        see(EventType.EXTENSION_REGISTER, extension, "{'kind':'external','events':['SHUTDOWN']}");
        see(EventType.SHUTDOWN_START, Event.ENVIRONMENT, "{'reason':'spindown'}");
    }

    @Test
    void within_the_runtime_any_name_may_register_and_outside_only_declared_ones() {
        see(EventType.EXTENSION_REGISTER, "inner", "{'kind':'internal','events':[]}");
        assertThat(rules()).isEmpty();
        see(EventType.EXTENSION_REGISTER, "adit", "{'kind':'internal','events':[]}");
        assertThat(rules()).isEqualTo("unlike-file-name");
        assertThat(findings.getFirst().message())
                .isEqualTo(
                        "registered as \"adit\", which no extension is declared as (declared:"
                                + " audit)");
        see(EventType.PROCESS_START, RUNTIME, "{}");
        see(EventType.EXTENSION_REGISTER, "agent", "{'kind':'internal','events':[]}");
        assertThat(rules()).isEqualTo("unlike-file-name");
    }

    @Test
    void an_extension_that_was_starting_when_init_failed_is_not_late() {
        see(EventType.INIT_ERROR, Event.ENVIRONMENT, "{'error_type':'Extension.LaunchError'}");
        see(EventType.SHUTDOWN_START, Event.ENVIRONMENT, "{'reason':'failure'}");
        refuse("audit", "/2020-01-01/extension/register", 403, "Extension.RegistrationClosed");
        assertThat(rules()).isEmpty();
        see(EventType.RESET, Event.ENVIRONMENT, "{'reason':'failure'}");
        refuse("audit", "/2020-01-01/extension/register", 403, "Extension.RegistrationClosed");
        assertThat(rules()).isEqualTo("register-too-late");
    }

    @Test
    void a_child_that_outlives_its_extension_is_no_concurrent_poll() {
        see(EventType.PROCESS_EXIT, "audit", "{'code':0}");
        refuse("audit", EVENT_NEXT, 403, "Extension.InvalidExtensionState");
        assertThat(rules()).isEmpty();
    }
}
