package dev.simrun.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.api.LocalApi;
import dev.simrun.engine.Environment;
import dev.simrun.engine.RealTime;
import dev.simrun.engine.Times;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.http.Servers;
import dev.simrun.language.ScenarioReader;
import dev.simrun.proc.Processes;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Setup;
import dev.simrun.sim.Setups;
import dev.simrun.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts, signals, freezes and ends the actors of an environment. */
class ActorsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration WHILE = Duration.ofMillis(60);
    private static final String NAPPER = "{command: [sleep, '100']}";

    private final Processes processes =
            new Processes(Thread.ofPlatform().daemon().factory());
    private final Servers servers = new Servers();
    private final RealTime time = Times.real();
    private Optional<Running> running = Optional.empty();

    /** An environment with its actors. */
    private record Running(Environment environment, Access access, Actors actors) {
        void close() {
            actors.close();
            environment.close();
            environment.time().close();
            access.close();
        }

        Stream<Fact> facts(String actor) {
            return environment.timeline().all().stream()
                    .filter(event -> event.actor().equals(actor))
                    .map(Event::fact);
        }

        void await(String actor, Class<? extends Fact> what) throws InterruptedException {
            assertThat(environment.await(
                            LIMIT,
                            view -> view.events(0).stream()
                                    .filter(it -> it.actor().equals(actor))
                                    .anyMatch(it -> what.isInstance(it.fact()))))
                    .as("%s of %s", what.getSimpleName(), actor)
                    .isTrue();
        }
    }

    private Running open(String actors) throws IOException {
        var text = "name: x\n" + actors + "\nsteps: [note: x]\n";
        var source = new Source("x.yaml", text);
        var one = ScenarioReader.read(Path.of("x.yaml"), source, Map.of(), Map.of())
                .cases()
                .getFirst();
        var random = new SplittableRandom(1);
        var environment = new Environment(setup(one), time, random);
        var access = Access.open(new LocalApi(environment), time, random, servers);
        var launcher = new Launcher(environment, processes, one.function(), access, "0", Map.of());
        var all = new Actors(one.runtime(), one.extensions(), environment, launcher);
        environment.attach(all);
        running = Optional.of(new Running(environment, access, all));
        return running.get();
    }

    private static Setup setup(Case one) {
        var externals = one.extensions().stream()
                .filter(actor -> actor.kind() == Actor.Kind.EXTERNAL)
                .map(actor -> new Setup.External(actor.name(), hasProcess(actor)))
                .toList();
        return new Setups()
                .limits(LIMIT)
                .runtimeHasProcess(hasProcess(one.runtime()))
                .externals(externals)
                .setup();
    }

    private static boolean hasProcess(Actor actor) {
        return !(actor.program() instanceof Program.None);
    }

    @AfterEach
    void close() {
        running.ifPresent(Running::close);
        servers.close();
        processes.close();
    }

    @Test
    void an_internal_extension_registers_before_the_runtime_polls_and_is_killed_with_it() throws Exception {
        var open = open("extensions: {inner: {kind: internal}}");
        open.environment().init();
        open.await(Event.RUNTIME, Fact.RuntimeNext.class);
        var registered = List.of("inner extension.register", "runtime runtime.next");
        assertThat(open.environment().timeline().all())
                .extracting(event -> event.actor() + " " + event.type().wireName())
                .containsSubsequence(registered);
        open.actors().signal(Event.RUNTIME, "SIGKILL");
        open.await(Event.RUNTIME, Fact.ProcessExit.class);
        assertThat(open.actors().alive("inner")).isFalse();
        assertThat(open.facts("inner")).noneMatch(Fact.ProcessExit.class::isInstance);
    }

    @Test
    void what_ends_an_internal_extension_ends_the_runtime_in_the_same_way() throws Exception {
        var open = open("extensions: {inner: {kind: internal}}");
        open.environment().init();
        open.await(Event.RUNTIME, Fact.RuntimeNext.class);
        open.actors().signal("inner", "SIGSEGV");
        open.await(Event.RUNTIME, Fact.ProcessExit.class);
        assertThat(open.facts(Event.RUNTIME)).contains(new Fact.ProcessExit(Optional.empty(), Optional.of("SIGSEGV")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", NAPPER})
    void an_actor_is_started_once_and_again_when_it_has_ended(String audit) throws Exception {
        var open = open("runtime: none\nextensions: {audit: " + audit + "}");
        open.environment().init();
        open.await("audit", Fact.ProcessStart.class);
        open.actors().startAgain("audit");
        assertThat(open.facts("audit").filter(Fact.ProcessStart.class::isInstance))
                .hasSize(1);
        open.actors().signal("audit", "SIGKILL");
        open.await("audit", Fact.ProcessExit.class);
        assertThat(open.actors().alive("audit")).isFalse();
        assertThat(open.facts("audit"))
                .contains(new Fact.ProcessSignal("SIGKILL"))
                .contains(new Fact.ProcessExit(Optional.empty(), Optional.of("SIGKILL")));
        open.environment().await(LIMIT, view -> view.phase() == Phase.NEW);
        open.actors().startAgain("audit");
        assertThat(open.actors().alive("audit")).isTrue();
        assertThat(open.facts("audit").filter(Fact.ProcessStart.class::isInstance))
                .hasSize(2);
    }

    @Test
    void a_program_that_is_not_there_ends_init_and_starts_nothing() throws Exception {
        var open = open("extensions: {audit: {command: [/nowhere/audit]}}");
        open.environment().init();
        open.await(Event.ENVIRONMENT, Fact.InitError.class);
        assertThat(open.facts(Event.ENVIRONMENT))
                .anyMatch(fact -> fact instanceof Fact.InitError error
                        && error.errorType().equals("Extension.LaunchError"));
        assertThat(open.facts("audit")).noneMatch(Fact.ProcessStart.class::isInstance);
        assertThat(open.actors().alive("audit")).isFalse();
    }

    @Test
    void a_frozen_fake_hears_no_signal_but_the_one_that_ends_it() throws Exception {
        var open = open("runtime: {fake: []}\nextensions: {audit: {}}");
        open.environment().init();
        assertThat(open.environment().await(LIMIT, view -> view.phase() == Phase.READY))
                .isTrue();
        open.environment().freeze();
        open.actors().signal("audit", "SIGTERM");
        time.pause(WHILE);
        assertThat(open.actors().alive("audit")).isTrue(); // with a signal to come
        open.actors().signal(Event.RUNTIME, "SIGKILL");
        assertThat(open.actors().alive(Event.RUNTIME)).isFalse();
        open.environment().thaw();
        open.await("audit", Fact.ProcessExit.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", NAPPER})
    void nothing_runs_or_starts_once_they_are_closed(String audit) throws Exception {
        var open = open("runtime: none\nextensions: {audit: " + audit + "}");
        open.environment().init();
        open.await("audit", Fact.ProcessStart.class);
        open.actors().close();
        assertThat(open.actors().alive("audit")).isFalse();
        open.actors().start("audit");
        assertThat(open.actors().alive("audit")).isFalse();
        assertThat(open.facts("audit").filter(Fact.ProcessStart.class::isInstance))
                .hasSize(1);
    }

    @Test
    void real_processes_are_stopped_and_go_on_and_what_they_wrote_comes_before() throws Exception {
        var open = open("runtime: none\n"
                + "extensions: {audit: {command: [sh, -c, 'printf \"ready\\\\n"
                + "begun\"; exec sleep 100']}}");
        open.environment().init();
        open.await("audit", Fact.Log.class); // both were written at once
        var stopped = new CompletableFuture<Boolean>();
        open.actors().freeze(() -> true, () -> stopped.complete(true));
        assertThat(stopped).isCompleted();
        assertThat(open.facts("audit"))
                .anyMatch(fact -> fact instanceof Fact.Log log && log.line().equals("begun"));
        assertThat(open.actors().debuggee("audit")).isPresent();
        open.actors().signal("audit", "SIGTERM");
        time.pause(WHILE);
        assertThat(open.actors().alive("audit")).isTrue(); // with a signal to come
        var goesOn = new CompletableFuture<Boolean>();
        open.actors().thaw(() -> goesOn.complete(true));
        assertThat(goesOn).isCompleted();
        open.await("audit", Fact.ProcessExit.class);
        assertThat(open.facts("audit")).contains(new Fact.ProcessExit(Optional.empty(), Optional.of("SIGTERM")));
        assertThat(open.actors().debuggee("audit")).isEmpty();
    }

    @Test
    void lines_are_in_the_timeline_with_their_level() throws Exception {
        var script = "printf '%s\\\\nplain\\\\nrest' '{\\\"level\\\":\\\"WARN\\\"}'; exec sleep 100";
        var open = open("runtime: none\nextensions: {audit: {command: [sh, -c, \"" + script + "\"]}}");
        open.environment().init();
        open.await("audit", Fact.Log.class); // all was written at once
        open.actors().polls("audit");
        assertThat(open.facts("audit").flatMap(ActorsTest::levels))
                .containsExactly("{\"level\":\"WARN\"} WARN", "plain ", "rest ");
    }

    @Test
    void all_that_was_written_is_in_the_timeline_once_it_was_drained(@TempDir Path folder) throws Exception {
        var written = folder.resolve("written");
        var script = "seq 1 20000; touch " + written + "; exec sleep 100";
        var open = open("runtime: none\nextensions: {audit: {command: [sh, -c, '" + script + "']}}");
        open.environment().init();
        for (int i = 0; i < LIMIT.toMillis() && !Files.exists(written); i++) {
            time.pause(Duration.ofMillis(1));
        }
        open.actors().drain();
        assertThat(open.facts("audit")).anyMatch(fact -> isLine(fact, "20000"));
    }

    private static boolean isLine(Fact fact, String line) {
        return fact instanceof Fact.Log log && log.line().equals(line);
    }

    private static Stream<String> levels(Fact fact) {
        return fact instanceof Fact.Log log
                ? Stream.of(log.line() + " " + log.level().orElse(""))
                : Stream.of();
    }

    @Test
    void actors_are_known_by_key_and_by_name_and_rules_by_whether_they_were_followed() throws Exception {
        var open = open("runtime: {fake: [{when: invoke, delay: 0s}, {when: start, print: hello}]}\n"
                + "extensions: {audit: {name: audit.py}, other: {}}");
        assertThat(open.actors().named("audit").map(Actor::key)).contains("audit");
        assertThat(open.actors().named("audit.py").map(Actor::key)).contains("audit");
        assertThat(open.actors().named("nobody")).isEmpty();
        assertThat(open.actors().named(Event.RUNTIME).map(Actor::kind)).contains(Actor.Kind.RUNTIME);
        open.environment().init();
        open.await(Event.RUNTIME, Fact.RuntimeNext.class);
        assertThat(open.facts(Event.RUNTIME)).anyMatch(fact -> isLine(fact, "hello"));
        assertThat(open.actors().firedRules()).hasSize(1);
        assertThat(open.actors().peakMemoryBytes()).isEmpty();
        assertThat(open.actors().debuggee(Event.RUNTIME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'command: [/nowhere/x]', Runtime.InvalidEntrypoint",
        "'command: [sh], cwd: nowhere', Runtime.InvalidWorkingDir",
    })
    void runtime_that_can_not_be_started_tells_what_is_wrong(String program, String type) throws Exception {
        var open = open("runtime: {" + program + "}");
        open.environment().init();
        open.await(Event.ENVIRONMENT, Fact.InitError.class);
        assertThat(open.facts(Event.ENVIRONMENT))
                .anyMatch(fact -> fact instanceof Fact.InitError error
                        && error.errorType().equals(type)
                        && error.advice().orElse("").startsWith("runtime was not started: "));
    }

    @Test
    void memory_of_a_real_runtime_is_known() throws Exception {
        var open = open("runtime: " + NAPPER);
        open.environment().init();
        open.await(Event.RUNTIME, Fact.ProcessStart.class);
        assertThat(open.actors().peakMemoryBytes()).isPresent();
    }
}
