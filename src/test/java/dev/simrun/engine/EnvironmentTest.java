package dev.simrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.ShutdownReason;
import dev.simrun.sim.Input;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Reply;
import dev.simrun.sim.Setups;
import dev.simrun.sim.Simulator;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One environment by the real clock, whose host a test plays. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EnvironmentTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Notes what it is asked for; what it was to freeze or to thaw is done at once, if that is wanted. */
    private static final class Notes implements Host {
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        final CopyOnWriteArraySet<String> alive = new CopyOnWriteArraySet<>();

        @Override
        public void start(String actor) {
            calls.add("start " + actor);
            alive.add(actor);
        }

        @Override
        public void signal(String actor, boolean kill) {
            calls.add((kill ? "kill " : "stop ") + actor);
        }

        @Override
        public void freeze(BooleanSupplier wanted, Runnable done) {
            calls.add(wanted.getAsBoolean() ? "freeze" : "freeze in vain");
            done.run();
        }

        @Override
        public void polls(String actor) {
            calls.add("polls " + actor);
        }

        @Override
        public void thaw(Runnable done) {
            calls.add("thaw");
            done.run();
        }

        @Override
        public boolean alive(String actor) {
            return alive.contains(actor);
        }
    }

    private final Notes host = new Notes();
    private final RealTime time = Times.real();
    private final Environment environment =
            new Environment(new Setups().limits(LIMIT).externals("audit").setup(), time, new Random(1));

    EnvironmentTest() {
        environment.attach(host);
    }

    @AfterEach
    void close() {
        environment.close();
        time.close();
    }

    private boolean comes(Predicate<View> what) throws InterruptedException {
        return environment.await(LIMIT, what);
    }

    private static boolean has(View view, Class<? extends Fact> fact) {
        return view.events(0).stream().anyMatch(event -> fact.isInstance(event.fact()));
    }

    private String register() {
        var reply = environment.submit(call -> new Input.Register(
                call, Optional.of("audit"), false, new Input.Registration.Events(List.of("INVOKE", "SHUTDOWN"))));
        return ((Reply.Registered) reply.now().orElseThrow()).identifier();
    }

    private Pending poll(String identifier) {
        return environment.submit(call -> new Input.ExtensionNext(call, Optional.of(identifier)));
    }

    private Pending respond(String requestId) {
        return Played.respond(environment, requestId, new Input.Posted(Bytes.utf8("1"), false));
    }

    /** Init through, with both polls waiting. */
    private String ready() throws InterruptedException {
        environment.init();
        var identifier = register();
        poll(identifier);
        Played.next(environment);
        assertThat(comes(view -> view.phase() == Phase.READY)).isTrue();
        return identifier;
    }

    @Test
    void processes_are_started_in_order_and_what_is_alive_is_known() throws Exception {
        environment.init();
        assertThat(environment.awaitHost(LIMIT)).isTrue();
        assertThat(environment.<Boolean>look(view -> view.alive("audit"))).isTrue();
        assertThat(environment.<Boolean>look(view -> view.alive(Event.RUNTIME))).isFalse();
        assertThat(environment.<Boolean>look(view -> view.registered("audit"))).isFalse();
        register();
        assertThat(environment.<Boolean>look(view -> view.registered("audit"))).isTrue();
        assertThat(environment.awaitHost(LIMIT)).isTrue();
        assertThat(environment.<Boolean>look(view -> view.alive(Event.RUNTIME))).isTrue();
        assertThat(host.calls).containsExactly("start audit", "start runtime");
    }

    @Test
    void poll_has_all_told_that_its_client_wrote_before() throws Exception {
        var identifier = ready();
        assertThat(environment.awaitHost(LIMIT)).isTrue();
        assertThat(host.calls).contains("polls audit", "polls runtime");
        host.calls.clear();
        poll("unknown");
        respond("unknown");
        assertThat(host.calls).isEmpty();
        poll(identifier);
        assertThat(host.calls).containsExactly("polls audit");
    }

    @Test
    void call_that_waits_can_be_given_up_or_taken_back_once() throws Exception {
        var identifier = ready();
        var waiting = Played.next(environment); // a second poll of the runtime, beside that of ready()
        assertThat(waiting.now()).isEmpty();
        assertThat(waiting.withdraw()).isTrue();
        assertThat(waiting.now()).contains(new Reply.Closed());
        assertThat(waiting.withdraw()).isFalse();
        assertThat(environment.<Integer>look(
                        view -> view.extensions().byName("audit").orElseThrow().pending()))
                .isZero();
        var again = poll(identifier); // refused: one waits
        assertThat(again.now()).isPresent();
        again.abandon();
        assertThat(environment.<Boolean>look(view -> has(view, Fact.RequestAbandoned.class)))
                .isFalse();
    }

    @Test
    void client_that_hangs_up_is_told_of() throws Exception {
        environment.init();
        var identifier = register();
        var waiting = poll(identifier);
        waiting.abandon();
        assertThat(waiting.now()).contains(new Reply.Closed());
        assertThat(comes(view -> has(view, Fact.RequestAbandoned.class))).isTrue();
    }

    @Test
    void invocation_whose_id_is_outstanding_is_refused_and_so_is_one_after_the_end() throws Exception {
        ready();
        Played.invoke(environment, "r1");
        var again = Played.invoke(environment, "r1");
        assertThatThrownBy(() -> again.answered().join())
                .hasRootCauseMessage("an invocation with this request id is outstanding");
        environment.shutdown(ShutdownReason.SPINDOWN, false);
        var late = Played.invoke(environment, "r2");
        assertThatThrownBy(() -> late.answered().join()).hasRootCauseMessage("the environment was shut down");
        respond("r1");
        environment.close();
        var closed = Played.invoke(environment, "r3");
        assertThatThrownBy(() -> closed.answered().join()).hasRootCauseMessage("the environment was closed");
    }

    @Test
    void all_that_waits_is_told_when_it_is_closed() throws Exception {
        var identifier = ready();
        var invoked = Played.invoke(environment, "r1");
        var poll = poll(identifier);
        environment.close();
        assertThat(poll.now()).contains(new Reply.Closed());
        assertThatThrownBy(() -> invoked.answered().join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the environment was closed");
        assertThat(Played.next(environment).now()).contains(new Reply.Closed());
        assertThat(environment.deadlines()).isEmpty();
        assertThat(environment.awaitHost(LIMIT)).isTrue();
        int before = host.calls.size();
        environment.shutdown(ShutdownReason.SPINDOWN, true);
        assertThat(environment.awaitHost(LIMIT)).isTrue();
        assertThat(host.calls).hasSize(before); // the host ends its processes itself
    }

    @Test
    void reset_tells_when_it_begins() throws Exception {
        ready();
        Played.invoke(environment, "r1");
        var begun = new ArrayList<Phase>();
        environment.reset(ShutdownReason.FAILURE, false, () -> begun.add(Phase.SHUTDOWN));
        assertThat(begun).isEmpty();
        respond("r1");
        Played.next(environment);
        poll(environment.look(
                view -> view.extensions().byName("audit").orElseThrow().id()));
        assertThat(comes(view -> !begun.isEmpty())).isTrue();
        environment.processEnded(Event.RUNTIME, new Ending.Code(0));
        environment.processEnded("audit", new Ending.Code(0));
        assertThat(comes(view -> has(view, Fact.Reset.class))).isTrue();
        assertThat(environment.is(Simulator::over)).isFalse();
    }

    @Test
    void processes_are_stopped_and_go_on() throws Exception {
        ready();
        environment.freeze();
        assertThat(comes(view -> view.state().equals("frozen"))).isTrue();
        assertThat(environment.<Boolean>look(View::freezing)).isTrue();
        environment.thaw();
        assertThat(comes(view -> has(view, Fact.Thaw.class))).isTrue();
        assertThat(environment.<Boolean>look(View::freezing)).isFalse();
        assertThat(environment.awaitHost(LIMIT)).isTrue();
        assertThat(host.calls).contains("freeze", "thaw");
    }

    @Test
    void program_that_does_not_start_fails_init() throws Exception {
        environment.init();
        environment.launchFailed(new Input.LaunchFailed("audit", "Extension.LaunchError", "no", "build it"));
        assertThat(comes(view -> has(view, Fact.InitError.class))).isTrue();
    }

    @Test
    void process_of_a_scenario_is_one_that_can_end() throws Exception {
        ready();
        environment.processEnded(Event.RUNTIME, new Ending.Code(1));
        environment.starting(Event.RUNTIME, () -> {
            assertThat(environment.<Boolean>look(view -> has(view, Fact.ProcessStart.class)))
                    .isFalse();
            return true;
        });
        environment.processStarted(Event.RUNTIME);
        assertThat(environment.<Boolean>look(view -> has(view, Fact.ProcessStart.class)))
                .isTrue();
        environment.processEnded(Event.RUNTIME, new Ending.Code(2));
        assertThat(environment.<Long>look(view -> view.events(0).stream()
                        .filter(event -> event.fact() instanceof Fact.ProcessExit)
                        .count()))
                .isEqualTo(2);
    }

    @Test
    void who_waits_for_what_is_recorded_hears_of_it() throws Exception {
        var waiting = time.start("waits", () -> {
            try {
                assertThat(comes(view -> has(view, Fact.Note.class))).isTrue();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        environment.record("audit", new Fact.Note("here"));
        assertThat(waiting.join(LIMIT)).isTrue();
        assertThat(environment.await(Duration.ZERO, view -> has(view, Fact.Reset.class)))
                .isFalse();
        assertThat(environment.is(simulator -> simulator.phase() == Phase.NEW)).isTrue();
        assertThat(environment.is(Simulator::over)).isFalse();
    }

    @Test
    void snapshot_is_restored_when_it_is_wanted() throws Exception {
        try (var snapshot =
                new Environment(new Setups().limits(LIMIT).snapStart(true).setup(), time, new Random(1))) {
            snapshot.attach(host);
            snapshot.init();
            var waiting = snapshot.submit(Input.RestoreNext::new);
            assertThat(waiting.now()).isEmpty();
            snapshot.restore();
            assertThat(waiting.now()).contains(new Reply.Restored());
        }
    }
}
