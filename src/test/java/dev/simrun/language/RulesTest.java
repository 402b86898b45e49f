package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Rule;
import dev.simrun.scenario.StreamBody;
import dev.simrun.scenario.StreamBody.Part;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** The rules of fakes, as they are read. */
class RulesTest {
    private static Case read(String rules) {
        var text = "name: x\n" + rules + "\nsteps: [invoke]\n";
        return ScenarioReader.read(Path.of("x.yaml"), new Source("x.yaml", text), Map.of(), Map.of())
                .cases()
                .getFirst();
    }

    private static List<Rule> ofRuntime(String rules) {
        return ((Program.Fake)
                        read("runtime: {fake: [" + rules + "]}").runtime().program())
                .rules();
    }

    private static Rule rule(String rule) {
        return ofRuntime(rule).getFirst();
    }

    private static List<Action> list(String actions) {
        var rule = rule("{when: invoke, nth: 1, do: [" + actions + "]}");
        return ((Action.Do) rule.action().orElseThrow()).actions();
    }

    @Test
    void a_rule_without_an_action_writes_and_waits_in_the_order_written() {
        var lines = rule("{when: invoke, print: [a, b], delay: 1s}");
        assertThat(lines.print()).containsExactly("a", "b");
        assertThat(lines.delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(lines.action()).isEmpty();
        assertThat(lines.delayFirst()).isFalse();
        assertThat(rule("{when: invoke, delay: 1s, print: a}").delayFirst()).isTrue();
        assertThat(rule("{when: invoke, delay: 1s}").delayFirst()).isFalse();
        assertThat(rule("{when: invoke, print: a}").delayFirst()).isFalse();
        assertThat(rule("""
            {when: invoke,
                      delay: 1s,
             print: a}\
            """).delayFirst()).isTrue();
        assertThat(rule("""
            {when: invoke,
                      print: a,
             delay: 1s}\
            """).delayFirst()).isFalse();
    }

    @Test
    void selectors_stand_beside_the_trigger() {
        var second = rule("{when: invoke, nth: 2, payload: {a: 1}, reply: 3}");
        assertThat(second.nth()).isEqualTo(OptionalInt.of(2));
        assertThat(second.payload().orElseThrow().node().toJson()).hasToString("{\"a\":1}");
        assertThat(((Action.Reply) second.action().orElseThrow()).value().known())
                .contains(LongNode.valueOf(3));
    }

    @Test
    void actions_of_a_list_are_read_each() {
        var actions = list("http: /x, delay: 20ms, print: [a, b], reply: 7, hang: 1s, {hang: forever}");
        assertThat(((Action.Send) actions.get(0)).request().path().known()).contains("/x");
        assertThat(actions.get(1)).isEqualTo(new Action.Delay(Duration.ofMillis(20)));
        assertThat(((Action.Print) actions.get(2)).lines().known()).contains(List.of("a", "b"));
        assertThat(((Action.Reply) actions.get(3)).value().known()).contains(LongNode.valueOf(7));
        assertThat(actions.get(4)).isEqualTo(new Action.Hang(Optional.of(Duration.ofSeconds(1))));
        assertThat(actions.get(5)).isEqualTo(new Action.Hang(Optional.empty()));
        assertThat(list("reply: 1, next, {exit: 3}")).endsWith(new Action.Next(), new Action.Exit(3));
        assertThat(list("{fail: {type: A, message: b}}, {crash: KILL}"))
                .containsExactly(new Action.Fail("A", "b", List.of()), new Action.Crash("SIGKILL"));
        assertThat(list("ignore")).containsExactly(new Action.Ignore());
    }

    @Test
    void an_action_uses_what_one_before_it_has_bound() {
        var actions = list("{http: /x, as: got}, {reply: '${got.body}'}, {print: 'was ${got.status}'}");
        assertThat(((Action.Send) actions.getFirst()).request().common().as()).contains("got");
        assertThat(((Action.Reply) actions.get(1)).value().known()).isEmpty();
        assertThat(((Action.Print) actions.get(2)).lines().known()).isEmpty();
    }

    @Test
    void actions_of_an_extension_begin_with_its_registration() {
        var actor = read("""
            extensions:
              audit:
                fake:
                  - {when: start, do: [{register: {events: [INVOKE]}}, next, {exit_error: {type: Extension.A}}]}
                  - {when: shutdown, do: [next, {delay: 1s}]}
            """).extension("audit").orElseThrow();
        var rules = ((Program.Fake) actor.program()).rules();
        assertThat(((Action.Do) rules.getFirst().action().orElseThrow()).actions())
                .containsExactly(
                        new Action.Register(Optional.of(List.of("INVOKE")), Map.of()),
                        new Action.Next(),
                        new Action.ExitError("Extension.A", ""));
        assertThat(((Action.Do) rules.getLast().action().orElseThrow()).actions())
                .containsExactly(new Action.Next(), new Action.Delay(Duration.ofSeconds(1)));
    }

    @Test
    void a_stream_has_chunks_pauses_a_prelude_and_an_end() {
        var whole = stream("{prelude: {statusCode: 201}}, a, {delay: 5ms}, 3, {b: 1, c: 2}");
        assertThat(whole.prelude().orElseThrow()).hasToString("{\"statusCode\":201}");
        assertThat(whole.parts().stream().map(RulesTest::told).collect(Collectors.joining(" ")))
                .isEqualTo("\"a\" PT0.005S 3 {\"b\":1,\"c\":2}");
        assertThat(whole.end()).isInstanceOf(StreamBody.End.Complete.class);
        assertThat(stream("a, {cut: true}").end()).isEqualTo(new StreamBody.End.Cut());
        assertThat(stream("a, {error: {type: T, message: m}}").end())
                .isInstanceOfSatisfying(
                        StreamBody.End.Failed.class,
                        end -> assertThat(end.toString()).contains("T", "m"));
        assertThat(stream("a, {error: {type: T, message: m}}").parts())
                .containsExactly(new Part.Chunk(StringNode.valueOf("a")));
    }

    private static StreamBody stream(String elements) {
        var rule = rule("{when: invoke, stream: [" + elements + "]}");
        return ((Action.Stream) rule.action().orElseThrow()).body();
    }

    private static String told(Part part) {
        return switch (part) {
            case Part.Chunk(var value) -> value.toString();
            case Part.Pause(var length) -> length.toString();
        };
    }
}
