package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.Runner.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the referee notes of clients that speak to an environment through its socket. */
class FindingsTest {
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String CALL = "/2018-06-01/runtime/invocation/${call.request_id}/";
    private static final String EXTENSION = "/2020-01-01/extension/";
    private static final String ID = "Lambda-Extension-Identifier: '${probe.headers.Lambda-Extension-Identifier}'";
    private static final String REGISTER = register("probe", "events: [SHUTDOWN]", 200);

    /** The runtime has an invocation. */
    private static final String RUNNING =
            "  - {invoke: {}, as: call, wait: false, expect: {outcome: {$any: true}}}\n" + get(NEXT, "", 200);

    @TempDir
    private Path folder;

    private static String get(String path, String headers, int status) {
        return request("GET", path, headers, "", status);
    }

    private static String post(String path, String headers, String body, int status) {
        return request("POST", path, headers, ", body: " + body, status);
    }

    private static String request(String method, String path, String headers, String body, int status) {
        return String.format(
                "  - http: {method: %s, path: '%s', headers: {%s}%s}%n    expect: {status: %s}%n",
                method, path, headers, body, status);
    }

    private static String register(String name, String body, int status) {
        var path = EXTENSION + "register";
        var step = post(path, "Lambda-Extension-Name: " + name, "{" + body + "}", status);
        return status == 200 ? step + "    as: probe\n" : step;
    }

    /** A poll that is left waiting; the next step comes when it waits. */
    private static String poll(String path, String headers, String event) {
        return String.format(
                "  - http: {path: '%s', headers: {%s}}%n    wait: false%n  - expect_event: %s%n", path, headers, event);
    }

    private static String played(String steps) {
        return "runtime: none\nextensions: {probe: none}\nsteps:\n" + steps;
    }

    private static String runtimeOnly(String steps) {
        return "runtime: none\nsteps:\n" + steps;
    }

    static Stream<Arguments> breaches() {
        return Stream.concat(
                ofRuntimes(),
                Stream.concat(
                        ofExtensions(),
                        Stream.of(
                                breach("unknown-route", runtimeOnly(get("/2018-06-01/x", "", 404))),
                                breach("wrong-method", runtimeOnly(post(NEXT, "", "''", 405))))));
    }

    private static Stream<Arguments> ofRuntimes() {
        var initError = "/2018-06-01/runtime/init/error";
        return Stream.of(
                breach(
                        "answered-twice",
                        runtimeOnly(RUNNING
                                + post(CALL + "response", "", "{}", 202)
                                + post(CALL + "error", "", "{}", 403))),
                breach(
                        "answer-for-unknown-request",
                        runtimeOnly(post("/2018-06-01/runtime/invocation/a/error", "", "{}", 400))),
                breach(
                        "late-answer",
                        runtimeOnly(
                                RUNNING + post(CALL + "response", "Lambda-Runtime-Invocation-Id: other", "{}", 410))),
                breach("next-while-running", runtimeOnly(RUNNING + get(NEXT, "", 200))),
                breach(
                        "response-mode",
                        runtimeOnly(RUNNING
                                + post(
                                        CALL + "response",
                                        "Lambda-Runtime-Function-Response-Mode: buffered",
                                        "{}",
                                        400))),
                breach(
                        "oversized-response",
                        "limits: {payload: 9B}\n"
                                + runtimeOnly(RUNNING + post(CALL + "response", "", "more than nine", 413))),
                breach(
                        "init-error-after-init",
                        runtimeOnly(poll(NEXT, "", "runtime.next") + post(initError, "", "{}", 403))),
                breach("error-type-missing", runtimeOnly(post(initError, "", "{}", 202))),
                breach(
                        "error-type-form",
                        runtimeOnly(RUNNING
                                + post(CALL + "error", "Lambda-Runtime-Function-Error-Type: unhandled", "{}", 202))));
    }

    private static Stream<Arguments> ofExtensions() {
        var next = EXTENSION + "event/next";
        var type = ", Lambda-Extension-Function-Error-Type: ";
        return Stream.of(
                breach(
                        "init-error-after-init",
                        played(REGISTER
                                + poll(next, ID, "extension.next")
                                + post(EXTENSION + "init/error", ID + type + "Extension.No", "''", 403))),
                breach(
                        "call-after-error",
                        played(REGISTER
                                + post(EXTENSION + "init/error", ID + type + "Extension.No", "''", 202)
                                + get(next, ID, 403))),
                breach("error-type-missing", played(REGISTER + post(EXTENSION + "exit/error", ID, "''", 403))),
                breach(
                        "error-type-form",
                        played(REGISTER + post(EXTENSION + "exit/error", ID + type + "Boom", "''", 202))),
                breach("next-before-register", played(get(next, "", 403))),
                breach("concurrent-next", played(REGISTER + poll(next, ID, "extension.next") + get(next, ID, 403))),
                breach(
                        "register-too-late",
                        runtimeOnly(poll(NEXT, "", "runtime.next") + register("late", "events: [INVOKE]", 403))),
                breach("registered-twice", played(REGISTER + register("probe", "events: []", 403))),
                breach("register-form", played(register("probe", "configurationKeys: [a]", 403))),
                breach("unknown-event-type", played(register("probe", "events: [invoke]", 403))),
                breach(
                        "unlike-file-name",
                        "extensions: {probe: none}\nsteps:\n" + register("prob", "events: [INVOKE]", 200)),
                breach(
                        "no-next-after-shutdown",
                        "limits: {shutdown: 50ms}\n"
                                + played(REGISTER
                                        + poll(EXTENSION + "event/next", ID, "extension.next")
                                        + "  - {shutdown: spindown}\n")));
    }

    private static Arguments breach(String rule, String scenario) {
        return Arguments.of(rule, scenario);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void a_breach_is_noted_once_right_after_its_cause(String rule, String scenario) throws Exception {
        var result = run(RefereeMode.WARN, scenario);
        assertThat(result.failures()).isEmpty();
        assertThat(rules(result)).containsExactly(rule);
        var finding = result.findings().getFirst();
        var cause = result.timeline().get((int) finding.seq() - 2);
        assertThat(result.timeline().get((int) finding.seq() - 1).at()).isEqualTo(cause.at());
        assertThat(finding.message()).isNotBlank().doesNotContain("\n");
        if (cause.type() != EventType.SHUTDOWN_DONE) {
            assertThat(finding.actor()).isEqualTo(cause.actor());
        }
    }

    @Test
    void well_behaved_actors_are_never_noted() throws Exception {
        var result = run(RefereeMode.FAIL, """
            runtime:
              fake:
                - {when: invoke, nth: 2, fail: {type: Function.No, message: no}}
            extensions:
              polls: {}
              exits: {fake: [{when: shutdown, exit: 0}]}
              breaks: {fake: [{when: shutdown, exit: 3}]}
              hears_nothing: {events: [INVOKE]}
              inside: {kind: internal}
            steps:
              - invoke
              - {invoke: {}, expect: {outcome: error}}
              - invoke
              - {shutdown: spindown}
            """);
        assertThat(result.failures()).isEmpty();
        assertThat(result.findings()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void an_error_without_a_type_is_none_of_an_invocation() throws Exception {
        // As Python's, Node's and Go's clients post it.
        var scenario = runtimeOnly(RUNNING + post(CALL + "error", "", "{errorMessage: no}", 202));
        assertThat(run(RefereeMode.FAIL, scenario).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_rule_that_the_scenario_breaks_on_purpose_is_silent() throws Exception {
        var both = runtimeOnly(get("/x", "", 404) + post(NEXT, "", "''", 405));
        assertThat(rules(run(RefereeMode.WARN, both))).containsExactly("unknown-route", "wrong-method");
        assertThat(rules(run(RefereeMode.WARN, "referee: {unknown-route: shown here}\n" + both)))
                .containsExactly("wrong-method");
    }

    @Test
    void switched_off_nothing_is_noted() throws Exception {
        var result = run(RefereeMode.OFF, runtimeOnly(get("/x", "", 404)));
        assertThat(result.findings()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_case_fails_of_what_is_noted_if_that_is_wanted() throws Exception {
        var both = runtimeOnly(get("/x", "", 404) + post(NEXT, "", "''", 405));
        var result = run(RefereeMode.FAIL, both);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        var failure = result.failures().getFirst();
        assertThat(failure.headline()).isEqualTo("referee: a client unknown-route: GET /x got 404 (and 1 more)");
        assertThat(failure.evidence().marks())
                .extracting(Evidence.Mark::seq)
                .containsExactlyElementsOf(
                        result.findings().stream().map(CaseResult.Noted::seq).toList());
    }

    @Test
    void an_earlier_failure_stays_the_first() throws Exception {
        var scenario = runtimeOnly(get("/x", "", 404) + "  - assert_state: terminated\n");
        var result = run(RefereeMode.FAIL, scenario);
        assertThat(result.failures())
                .extracting(failure -> failure.headline().split(":", 2)[0])
                .containsExactly("assert_state", "referee");
    }

    @Test
    void a_client_that_does_it_for_ever_is_not_noted_for_ever() throws Exception {
        var requests = get("/x", "", 404).repeat(Findings.LIMIT + 5);
        var result = run(RefereeMode.WARN, runtimeOnly(requests));
        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().getFirst().told())
                .isEqualTo("a client unknown-route: GET /x got 404 (" + Findings.LIMIT + " times)");
    }

    private static List<String> rules(CaseResult result) {
        return result.findings().stream().map(CaseResult.Noted::rule).toList();
    }

    private CaseResult run(RefereeMode mode, String scenario) throws Exception {
        var path = folder.resolve("x.yaml");
        Files.writeString(path, "name: x\nclock: virtual\n" + scenario);
        var file = ScenarioReader.read(path, "x.yaml", Map.of(), Map.of());
        var options = new RunOptions(false, mode, Seeds.USUAL);
        var planned = List.of(new Planned(file, file.cases().getFirst()));
        return Finished.run(planned, options).getFirst();
    }
}
