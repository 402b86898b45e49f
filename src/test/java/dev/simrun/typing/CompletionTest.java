package dev.simrun.typing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.EventType;
import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.match.Operators;
import dev.simrun.typing.Suggestions.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "- ", "  ", "- invoke: {}\n- "})
    void a_step_begins_with_its_key(String typed) {
        assertThat(words(typed))
                .hasSize(Catalogue.STEPS.size())
                .startsWith("init", "invoke: ", "shutdown: ")
                .contains("freeze", "reset: ", "set: ");
        assertThat(suggestions(typed).from()).isEqualTo(typed.length());
    }

    @Test
    void a_word_says_what_the_step_does() {
        assertThat(suggestions("- adv").words())
                .containsExactly(new Word(
                        "advance: ", Catalogue.step("advance").orElseThrow().text()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- expect_r        | 2  | expect_registration: ,expect_result: ",
                "EXPECT_EX         | 0  | expect_exit: ",
                "- {fre            | 3  | freeze: ",
                "- shutdown: sp    | 12 | spindown",
                "- shutdown: 'sp   | 12 | spindown",
                "- invoke: {}, as: |    | ''",
                "- frobnicate: x   |    | ''",
                "- invoke: {} #    |    | ''",
                "- invoke x        |    | ''",
                "- invoke: {payload x  | | ''",
            })
    void what_is_typed_decides(String typed, Integer from, String words) {
        var found = suggestions(typed);
        assertThat(found.words().stream().map(each -> each.text().strip()).toList())
                .isEqualTo(
                        words.isEmpty()
                                ? List.of()
                                : Arrays.stream(words.split(","))
                                        .map(String::strip)
                                        .toList());
        if (from != null) {
            assertThat(found.from()).isEqualTo(from);
        }
    }

    @Test
    void a_blank_that_yaml_wants_is_added() {
        assertThat(words("- shutdown:")).containsExactly(" spindown", " timeout", " failure");
        assertThat(words("-")).contains(" freeze");
        assertThat(words("- invoke: {stream:")).containsExactly(" true", " false");
    }

    @Test
    void a_main_argument_is_completed() {
        assertThat(words("- assert_state: ")).contains("ready", "frozen");
        assertThat(words("- start: ")).containsExactly("runtime", "audit", "collector");
        assertThat(words("- expect_log: ")).containsExactly("runtime", "audit", "collector");
        assertThat(words("- expect_exit: a")).containsExactly("audit");
        assertThat(words("- expect_registration: ")).containsExactly("audit", "collector");
        assertThat(words("- assert_acknowledged: ")).containsExactly("audit", "collector", "all");
        assertThat(words("- assert_acknowledged: [audit, c")).containsExactly("collector");
        assertThat(words("- expect_result: ")).containsExactly("call", "count", "all");
        assertThat(words("- expect_event: invoke.")).hasSize(4).contains("invoke.done");
        assertThat(words("- assert_order: [init.done, invoke.t")).containsExactly("invoke.timeout");
    }

    @Test
    void an_argument_is_completed() {
        assertThat(words("- signal: {actor: ")).contains("audit");
        assertThat(words("- signal: {actor: audit, signal: SIGT")).contains("SIGTERM");
        assertThat(words("- invoke: {stream: ")).containsExactly("true", "false");
        assertThat(words("- fault: {at: ")).containsExactly("runtime_api", "extensions_api");
        assertThat(words("- fault: {drop: ")).containsExactly("true");
        assertThat(words("- fault: {match: {actor: ")).contains("audit", "environment");
        assertThat(words("- expect_event: {type: ")).hasSize(EventType.values().length);
        assertThat(words("- expect_event: {actor: ")).contains("audit", "environment");
        assertThat(words("- expect_event: {type: extension.event, reason: t")).containsExactly("timeout");
        assertThat(words("- assert_log: {from: runtime, since: ")).containsExactly("call", "count");
        assertThat(words("- invoke: {}\n  wait: ")).containsExactly("true", "false");
        assertThat(words("- invoke: {}\n  expect: {outcome: {$not: c")).containsExactly("crash");
        assertThat(words("- invoke: {}\n  expect: {outcome: {$one_of: [error, t"))
                .containsExactly("timeout");
    }

    @ParameterizedTest
    @MethodSource("stepKeys")
    void every_argument_is_offered_in_the_braces_of_its_step(String key) {
        var step = Catalogue.step(key).orElseThrow();
        var keys = Key.names(step.arguments()).stream().map(name -> name + ": ").toList();
        assertThat(words("- " + key + ": {")).containsAll(keys);
        assertThat(words("{" + key + ": {")).containsAll(keys);
        assertThat(words("- " + key + ":\n    ")).containsAll(keys);
    }

    @ParameterizedTest
    @MethodSource("stepKeys")
    void every_modifier_is_offered_beside_its_step(String key) {
        var modifiers = Key.names(Catalogue.step(key).orElseThrow().modifiers()).stream()
                .map(name -> name + ": ")
                .toList();
        assertThat(words("- " + key + ": {}\n  ")).isEqualTo(modifiers);
        assertThat(words("- " + key + ":\n    a: {b: 1}\n  ")).isEqualTo(modifiers);
        assertThat(words(key + ": {}\n")).isEqualTo(modifiers);
        assertThat(words("- {" + key + ": {}, ")).isEqualTo(modifiers);
        assertThat(words("{" + key + ": {a: [1, 2]}, ")).isEqualTo(modifiers);
    }

    static List<String> stepKeys() {
        return Catalogue.stepKeys();
    }

    @Test
    void a_modifier_gets_the_column_of_its_step() {
        assertThat(words("- sleep: 1s\n")).containsExactly("  as: ", "  if: ", "  name: ");
        assertThat(words("- sleep: 1s\n ")).containsExactly(" as: ", " if: ", " name: ");
        assertThat(words("- sleep: 1s\n    ")).isEmpty();
    }

    @Test
    void a_key_is_offered_once() {
        assertThat(words("- signal: {actor: audit, ")).containsExactly("signal: ");
        assertThat(words("- signal:\n    actor: audit\n    ")).containsExactly("signal: ");
        assertThat(words("- sleep: 1s\n  as: x\n  ")).containsExactly("if: ", "name: ");
        assertThat(words("- expect_log: {line: {$gt: 1, $g")).containsExactly("$gte: ");
    }

    @Test
    void an_open_step_takes_the_fields_of_the_event() {
        assertThat(words("- expect_event: {"))
                .startsWith("type: ", "count: ", "since: ", "actor: ")
                .contains("signal: ", "cold_start: ")
                .doesNotHaveDuplicates();
        assertThat(words("- expect_event: {type: process.exit, "))
                .containsExactly("count: ", "since: ", "actor: ", "at: ", "seq: ", "code: ", "signal: ");
        assertThat(words("- expect_event:\n    type: log\n    l")).containsExactly("line: ", "level: ");
        assertThat(words("- assert_order: [{")).startsWith("type: ").contains("cold_start: ");
        assertThat(words("- assert_order: [{type: log, l")).containsExactly("line: ", "level: ");
        assertThat(words("- assert_order:\n    - type: log\n      l")).containsExactly("line: ", "level: ");
        assertThat(words("- expect_result: {of: call, out")).containsExactly("outcome: ");
        assertThat(words("- expect_event: {type: log, $n")).containsExactly("$not: ");
    }

    @Test
    void an_expected_result_has_the_fields_of_the_verb() {
        assertThat(words("- http: /x\n  expect: {"))
                .containsExactly("status: ", "headers: ", "body: ", "duration: ", "closed: ");
        assertThat(words("- {http: /x, expect: {st")).containsExactly("status: ");
        assertThat(words("- http: /x\n  expect:\n    cl")).containsExactly("closed: ");
    }

    @Test
    void the_parts_of_an_argument_are_offered() {
        assertThat(words("- fault: {network: {")).containsExactly("latency: ", "jitter: ", "bandwidth: ", "slice: ");
        assertThat(words("- fault:\n    at: runtime_api\n    answer:\n      s")).containsExactly("status: ");
    }

    @Test
    void a_matcher_takes_operators() {
        var all = new ArrayList<>(List.of("$file: "));
        Operators.all().forEach(each -> all.add(each.name() + ": "));
        assertThat(words("- expect_log: {line: {")).isEqualTo(all);
        assertThat(words("- expect_log: {line: {$")).isEqualTo(all);
        assertThat(words("- invoke: {}\n  expect: {payload: {a: {$re")).containsExactly("$regex: ");
        assertThat(words("- invoke: {}\n  expect: {$e")).containsExactly("$exact: ", "$each: ");
        assertThat(words("- assert: {call.payload: {$absent: ")).containsExactly("true");
        assertThat(words("- invoke: {payload: {a: {$re")).isEmpty();
    }

    @Test
    void a_payload_may_be_a_file() {
        assertThat(words("- invoke: {payload: {$")).containsExactly("$file: ");
        assertThat(suggestions("- invoke: {payload: {$file: events/o")).isEqualTo(new Suggestions(28, List.of(), true));
        assertThat(suggestions("- invoke: {payload: {$file: 'o")).isEqualTo(new Suggestions(29, List.of(), true));
        assertThat(suggestions("- invoke: {payload: o").files()).isFalse();
    }

    @Test
    void a_name_is_completed_step_by_step() {
        assertThat(words("- note: ${")).containsExactly("${vars", "${env}", "${call", "${count}");
        assertThat(words("- note: a ${ca")).containsExactly("${call");
        assertThat(words("- note: a ${call")).containsExactly("${call.payload", "${call.request_id}", "${call.chunks");
        assertThat(words("- note: a ${call.chunks[")).containsExactly("${call.chunks[0]", "${call.chunks[1]");
        assertThat(words("- note: a ${call.chunks[1].")).containsExactly("${call.chunks[1].size}");
        assertThat(suggestions("- note: a ${CALL.").words()).isEmpty();
        assertThat(suggestions("- note: a ${call.REQ"))
                .isEqualTo(new Suggestions(10, List.of(new Word("${call.request_id}", "\"6f1c\"")), false));
        assertThat(words("- note: a ${count} and $${")).isEmpty();
    }

    @Test
    void a_name_within_braces_gets_the_quotes_that_yaml_wants() {
        assertThat(suggestions("- invoke: {payload: ${cou"))
                .isEqualTo(new Suggestions(20, List.of(new Word("'${count}'", "3")), false));
        assertThat(words("- http: {path: /it's/${cou")).containsExactly("'/it''s/${count}");
        assertThat(words("- invoke: {payload: '${cou")).containsExactly("${count}");
        assertThat(words("- invoke: {payload: $")).contains("'${count}'");
        assertThat(words("- invoke: {payload: '${call.payload[")).containsExactly("${call.payload[''it''''s odd'']");
        assertThat(words("- invoke: {payload: \"${call.payload[")).containsExactly("${call.payload['it''s odd']");
    }

    @Test
    void paths_are_keys_of_assert_and_if() {
        assertThat(words("- assert: {")).containsExactly("vars", "env: ", "call", "count: ");
        assertThat(words("- assert: {call.payload.")).containsExactly("call.payload.n: ");
        assertThat(words("- assert: {call.chunks")).containsExactly("'call.chunks[0]", "'call.chunks[1]");
        assertThat(words("- assert: {'call.chunks[0].")).containsExactly("'call.chunks[0].size': ");
        assertThat(words("- init:\n  if: {call.req")).containsExactly("call.request_id: ");
    }

    @Test
    void a_path_alone_is_completed() {
        assertThat(Completion.paths(" call.pa", TypedSamples.KNOWN))
                .isEqualTo(
                        new Suggestions(1, List.of(new Word("call.payload", "{\"n\":1,\"it's odd\":[true]}")), false));
        assertThat(Completion.paths("nothing.", TypedSamples.KNOWN).words()).isEmpty();
        assertThat(Completion.paths("", TypedSamples.KNOWN).words()).hasSize(4);
    }

    private static Suggestions suggestions(String typed) {
        return Completion.of(typed, TypedSamples.KNOWN);
    }

    private static List<String> words(String typed) {
        return suggestions(typed).words().stream().map(Word::text).toList();
    }
}
