package dev.simrun.referee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.Facts;
import dev.simrun.event.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The referee and the events that it is shown. */
class RefereeTest {
    private static final String RUNTIME = Event.RUNTIME;
    private static final String RESPONSE = "/2018-06-01/runtime/invocation/r1/response";

    private final Referee referee = new Referee(new Declared(Set.of("audit"), Set.of("inner"), true));
    private final List<Finding> findings = new ArrayList<>();

    private void see(EventType type, String actor, String fields) {
        findings.addAll(referee.on(new Event(1, Duration.ZERO, 1, actor, Facts.of(type, fields))));
    }

    private void refuse(String actor, Refusal cause) {
        findings.addAll(referee.on(new Event(1, Duration.ZERO, 1, actor, refused(cause))));
    }

    private static Fact refused(Refusal cause) {
        return new Fact.RequestRefused(Optional.of("POST"), Optional.of(RESPONSE), cause, "why");
    }

    private String rules() {
        return findings.stream().map(finding -> finding.rule().id()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @EnumSource(ProtocolRule.class)
    void a_rule_is_found_by_its_id_and_says_all(ProtocolRule rule) {
        assertThat(rule.id()).matches("[a-z]+(-[a-z]+)+");
        assertThat(ProtocolRule.named(rule.id())).contains(rule);
        assertThat(ProtocolRule.ids()).contains(rule.id());
        assertThat(List.of(rule.summary(), rule.explanation(), rule.instead()))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(rule.explanation()).endsWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_request_is_told_once_with_what_it_got(Refusal cause) {
        see(EventType.PROCESS_START, RUNTIME, "{}");
        refuse(RUNTIME, cause);
        assertThat(findings).hasSizeLessThanOrEqualTo(1).allSatisfy(finding -> {
            assertThat(finding.actor()).isEqualTo(RUNTIME);
            assertThat(finding.message())
                    .startsWith("POST " + RESPONSE + " got "
                            + cause.status()
                                    .map(status -> Integer.toString(status))
                                    .orElse("no answer"))
                    .endsWith(cause.errorType().map(type -> type + ": why").orElse(""));
        });
    }

    @Test
    void who_stays_after_a_reported_error_until_a_time_is_up_is_told() {
        see(EventType.PROCESS_START, RUNTIME, "{}");
        see(EventType.PROCESS_START, "audit", "{}");
        see(EventType.RUNTIME_INIT_ERROR, RUNTIME, "{'error_type': 'Runtime.No'}");
        see(EventType.EXTENSION_INIT_ERROR, "audit", "{'error_type': 'Extension.No'}");
        see(EventType.PROCESS_EXIT, "audit", "{'code': 1}");
        see(EventType.SHUTDOWN_START, Event.ENVIRONMENT, "{'reason': 'timeout'}");
        assertThat(rules()).isEqualTo("stayed-after-error");
        assertThat(findings.getFirst().actor()).isEqualTo(RUNTIME);
    }

    @Test
    void who_reported_an_error_and_had_no_time_to_exit_breaks_no_rule() {
        see(EventType.PROCESS_START, RUNTIME, "{}");
        see(EventType.RUNTIME_INIT_ERROR, RUNTIME, "{'error_type': 'Runtime.No'}");
        see(EventType.SHUTDOWN_START, Event.ENVIRONMENT, "{'reason': 'failure'}");
        assertThat(rules()).isEmpty();
    }

    @Test
    void what_was_told_or_is_no_mistake_of_the_clients_breaks_no_rule() {
        var silent = Arrays.stream(Refusal.values())
                .filter(cause -> {
                    findings.clear();
                    refuse(RUNTIME, cause);
                    return findings.isEmpty();
                })
                .toList();
        assertThat(silent)
                .containsExactlyInAnyOrder(
                        Refusal.MALFORMED_REQUEST,
                        Refusal.HEADERS_TOO_LONG,
                        Refusal.UNKNOWN_TRANSFER_ENCODING,
                        Refusal.UNKNOWN_EXPECTATION,
                        Refusal.UNKNOWN_VERSION,
                        Refusal.BROKEN_CHUNK,
                        Refusal.NO_RUNTIME,
                        Refusal.AFTER_THE_END,
                        Refusal.ABSENT_ROUTE,
                        Refusal.WRONG_TOKEN,
                        Refusal.NEXT_OUT_OF_PLACE,
                        Refusal.REGISTRATION_DURING_SHUTDOWN,
                        Refusal.TOO_MANY_EXTENSIONS,
                        Refusal.EXTENSION_CALL_AFTER_EXIT);
    }

    @Test
    void what_a_fault_handed_in_twice_the_client_sent_once() {
        var poll = "/2018-06-01/runtime/invocation/next";
        see(EventType.FAULT, RUNTIME, fault("duplicate", "GET", poll));
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        see(EventType.FAULT, RUNTIME, fault("duplicate", "POST", RESPONSE));
        see(EventType.RUNTIME_RESPONSE, RUNTIME, "{'request_id':'r1'}");
        refuse(RUNTIME, Refusal.SECOND_ANSWER);
        assertThat(rules()).isEmpty();
        refuse(RUNTIME, Refusal.SECOND_ANSWER);
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEqualTo("answered-twice next-while-running");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
        reset, ''
        drop, ''
        truncate, ''
        answer, answered-twice next-while-running
        delay, answered-twice next-while-running
        network, answered-twice next-while-running
        """)
    void client_sends_again_what_a_fault_left_without_a_whole_answer(String action, String rules) {
        see(EventType.FAULT, RUNTIME, fault(action, "POST", RESPONSE));
        refuse(RUNTIME, Refusal.SECOND_ANSWER);
        see(EventType.FAULT, RUNTIME, fault(action, "GET", "/2018-06-01/runtime/invocation/next"));
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEqualTo(rules);
    }

    @Test
    void fault_excuses_no_poll_of_a_later_invocation() {
        see(EventType.FAULT, RUNTIME, fault("reset", "GET", "/2018-06-01/runtime/invocation/next"));
        see(EventType.INVOKE_DONE, Event.ENVIRONMENT, "{'request_id':'r1'}");
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEqualTo("next-while-running");
    }

    @Test
    void client_is_not_blamed_for_what_follows_a_request_that_was_not_taken() {
        var answer = fault("answer", "POST", RESPONSE);
        see(EventType.FAULT, RUNTIME, answer.replace("}", ",'untaken':true}"));
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEmpty();
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEqualTo("next-while-running");
    }

    private static String fault(String action, String method, String path) {
        return "{'action':'%s','method':'%s','path':'%s'}".formatted(action, method, path);
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
        see(EventType.EXTENSION_EVENT, extension, "{'event':'SHUTDOWN'}");
    }

    @Test
    void an_extension_that_shutdown_never_reached_owes_nothing() {
        see(EventType.EXTENSION_REGISTER, "audit", "{'kind':'external','events':['INVOKE','SHUTDOWN']}");
        see(EventType.EXTENSION_EVENT, "audit", "{'event':'INVOKE'}");
        see(EventType.SHUTDOWN_START, Event.ENVIRONMENT, "{'reason':'timeout'}");
        see(EventType.PROCESS_SIGNAL, "audit", "{'signal':'SIGKILL'}");
        see(EventType.SHUTDOWN_DONE, Event.ENVIRONMENT, "{'reason':'timeout'}");
        see(EventType.SHUTDOWN_START, Event.ENVIRONMENT, "{'reason':'spindown'}");
        see(EventType.EXTENSION_EVENT, "audit", "{'event':'SHUTDOWN','lost':true}");
        see(EventType.SHUTDOWN_DONE, Event.ENVIRONMENT, "{'reason':'spindown'}");
        assertThat(rules()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
        aws-lambda-rust/1.5.0, ''
        aws-lambda-nodejs/24.0.0-4.0.2, ''
        aws-lambda-go/go1.26, ''
        aws-lambda-python/3.13.1-4.2.2, ''
        aws-lambda-rustic/1.0, error-type-form error-type-form
        curl/8, error-type-form error-type-form
        """)
    void type_that_an_official_client_sends_is_not_in_its_users_hands(String release, String rules) {
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'release':'" + release + "'}");
        see(EventType.RUNTIME_ERROR, RUNTIME, "{'error_type':'Runtime.Unknown','sent_type':'unhandled'}");
        see(EventType.RUNTIME_RESPONSE, RUNTIME, "{'request_id':'r1','sent_type':'Error'}");
        see(EventType.RUNTIME_RESPONSE, RUNTIME, "{'request_id':'r2','sent_type':''}");
        assertThat(rules()).isEqualTo(rules);
    }

    @Test
    void client_of_an_init_error_is_known_by_it_and_not_by_the_process_before() {
        var error = "{'error_type':'Runtime.Unknown','sent_type':'ValueError'%s}";
        see(EventType.RUNTIME_INIT_ERROR, RUNTIME, error.formatted(",'release':'aws-lambda-python'"));
        assertThat(rules()).isEmpty();
        see(EventType.PROCESS_START, RUNTIME, "{}");
        see(EventType.RUNTIME_INIT_ERROR, RUNTIME, error.formatted(""));
        assertThat(rules()).isEqualTo("error-type-form");
    }

    @Test
    void event_that_went_to_a_poll_that_was_hung_up_comes_again_without_blame() {
        see(EventType.REQUEST_ABANDONED, RUNTIME, "{'method':'GET','path':'/2018-06-01/runtime/invocation/next'}");
        see(EventType.RUNTIME_INVOKE, RUNTIME, "{'request_id':'r1'}");
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEmpty();
        see(EventType.RUNTIME_NEXT, RUNTIME, "{'redelivered':true}");
        assertThat(rules()).isEqualTo("next-while-running");
    }

    @Test
    void poll_after_one_that_was_hung_up_is_told_what_to_do() {
        see(EventType.REQUEST_ABANDONED, "audit", "{'method':'GET','path':'/2020-01-01/extension/event/next'}");
        refuse("audit", Refusal.CONCURRENT_NEXT);
        see(EventType.EXTENSION_EVENT, "audit", "{'event':'INVOKE','lost':true}");
        refuse("audit", Refusal.CONCURRENT_NEXT);
        assertThat(findings.getFirst().message())
                .endsWith(": it had hung up its poll before, which waits on; take the time-out off this GET");
        assertThat(findings.getLast().message()).doesNotContain("hung up");
    }

    @Test
    void within_the_runtime_any_name_may_register_and_outside_only_declared_ones() {
        see(EventType.EXTENSION_REGISTER, "inner", "{'kind':'internal','events':[]}");
        assertThat(rules()).isEmpty();
        see(EventType.EXTENSION_REGISTER, "adit", "{'kind':'internal','events':[]}");
        assertThat(rules()).isEqualTo("unlike-file-name");
        assertThat(findings.getFirst().message())
                .isEqualTo("registered as \"adit\", which no extension is declared as (declared:" + " audit)");
        see(EventType.PROCESS_START, RUNTIME, "{}");
        see(EventType.EXTENSION_REGISTER, "agent", "{'kind':'internal','events':[]}");
        assertThat(rules()).isEqualTo("unlike-file-name");
    }

    @Test
    void name_of_an_external_one_is_told_whatever_it_asks_for() {
        refuse("my_ext.py", Refusal.SHUTDOWN_OF_INTERNAL);
        assertThat(rules()).isEqualTo("unlike-file-name");
        findings.clear();
        refuse("inner", Refusal.SHUTDOWN_OF_INTERNAL);
        see(EventType.PROCESS_START, RUNTIME, "{}");
        refuse("agent", Refusal.SHUTDOWN_OF_INTERNAL);
        assertThat(rules()).isEqualTo("unknown-event-type unknown-event-type");
    }
}
