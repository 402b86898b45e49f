package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.run.Debugger.Ending;
import dev.simrun.run.Progress.Ended;
import dev.simrun.scenario.Step;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What there is to see of a case between its steps. */
class CaseViewTest {
    private static final String ACTORS = """
        runtime: {fake: [{when: invoke, nth: 2, hang: forever}]}
        extensions:
          audit: {events: [INVOKE, SHUTDOWN]}
          sleeper: {command: [sleep, '100']}
          inner: {kind: internal}
          nobody: none
        limits: {init: 100ms}
        steps:
          - {init: {}, expect: {outcome: {$any: true}}}
        """;

    private static final String HANGS = """
        runtime: {fake: [{when: invoke, hang: forever}]}
        extensions: {audit: {}}
        function: {timeout: 20s}
        steps:
          - expect_registration: audit
          - {invoke: {payload: 1}, wait: false, as: call}
          - {expect_event: {type: runtime.invoke}}
          - note: here
          - {expect_result: {of: call, outcome: timeout}}
        """;

    @TempDir
    private Path folder;

    private static ActorView of(CaseView view, String name) {
        return view.actors().stream()
                .filter(actor -> actor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean passes(Session session) throws InterruptedException {
        return ((Ended) session.runNext()).passed();
    }

    @Test
    void actors_stand_in_the_order_of_the_file_with_what_they_are_and_do() throws Exception {
        try (var debugging = new Debugged(folder).open(ACTORS)) {
            var session = debugging.session();
            var view = session.view();
            assertThat(view.actors())
                    .extracting(ActorView::name)
                    .containsExactly("runtime", "audit", "sleeper", "inner", "nobody");
            assertThat(view.actors())
                    .extracting(ActorView::program)
                    .containsExactly("fake", "fake", "process", "fake", "none");
            assertThat(view.actors()).noneMatch(ActorView::running).noneMatch(ActorView::registered);
            assertThat(view.stands()).isTrue();
            assertThat(view.state()).isEqualTo("init");
            assertThat(view.process("sleeper")).isEmpty();
            debugging.result(Ending.FINISHED);
        }
    }

    @Test
    void a_case_that_waits_shows_what_for_and_for_how_long() throws Exception {
        try (var debugging = new Debugged(folder).open(HANGS)) {
            var session = debugging.session();
            var view = session.view();
            var heard = new ArrayList<Event>();
            view.listen(heard::add);
            for (int i = 0; i < 4; i++) {
                assertThat(passes(session)).isTrue();
            }
            assertThat(view.state()).isEqualTo("invoke");
            assertThat(of(view, "runtime")).isEqualTo(new ActorView("runtime", "fake", true, false, List.of(), 0));
            var audit = of(view, "audit");
            assertThat(audit.running()).isTrue();
            assertThat(audit.registered()).isTrue();
            assertThat(audit.events()).containsExactly("INVOKE", "SHUTDOWN");
            assertThat(view.deadlines()).containsOnlyKeys("invoke");
            assertThat(view.deadlines().get("invoke")).isPositive();
            assertThat(view.timeline(0)).isNotEmpty().isEqualTo(heard);
            var last = view.timeline(0).getLast();
            assertThat(view.timeline(last.seq())).isEmpty();
            assertThat(view.names().has("call")).isTrue();
            var steps = session.read(new Source("typed", "assert_event: {type: note, text: here}"));
            var matches = view.matching((Step.EventCheck) steps.getFirst());
            assertThat(view.timeline(0).stream().filter(matches)).hasSize(1);
            debugging.result(Ending.FINISHED);
        }
    }

    @Test
    void an_extension_that_nobody_declared_comes_after_the_others() throws Exception {
        var stranger = """
            runtime: none
            extensions: {audit: {}}
            steps:
              - expect_registration: audit
              - http:
                  method: POST
                  path: /2020-01-01/extension/register
                  headers: {Lambda-Extension-Name: stranger}
                  body: {events: [INVOKE]}
            """;
        try (var debugging = new Debugged(folder).open(stranger)) {
            var session = debugging.session();
            assertThat(passes(session)).isTrue();
            assertThat(passes(session)).isTrue();
            var actors = session.view().actors();
            assertThat(actors).extracting(ActorView::name).containsExactly("runtime", "audit", "stranger");
            assertThat(actors.getFirst()).isEqualTo(new ActorView("runtime", "none", false, false, List.of(), 0));
            assertThat(actors.getLast())
                    .isEqualTo(new ActorView("stranger", "none", false, true, List.of("INVOKE"), 0));
            debugging.result(Ending.FINISHED);
        }
    }

    @Test
    void the_process_of_an_actor_is_shown_as_long_as_it_lives() throws Exception {
        var sleeper = "runtime: none\nextensions: {sleeper: {command: [sleep, '100']}}\n"
                + "steps: [expect_event: {type: process.start, actor: sleeper}, stop: sleeper,"
                + " expect_exit: {actor: sleeper, signal: SIGKILL}]\n";
        try (var debugging = new Debugged(folder).open(sleeper)) {
            var session = debugging.session();
            assertThat(passes(session)).isTrue();
            var process = session.view().process("sleeper").orElseThrow();
            assertThat(process.pid()).isPositive();
            assertThat(process.attach()).contains(Long.toString(process.pid()));
            assertThat(of(session.view(), "sleeper").running()).isTrue();
            assertThat(passes(session)).isTrue();
            assertThat(passes(session)).isTrue();
            assertThat(session.view().process("sleeper")).isEmpty();
            assertThat(of(session.view(), "sleeper").running()).isFalse();
            debugging.result(Ending.FINISHED);
        }
    }
}
