package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of an environment whatever happens to it, kept from its effects alone. */
final class Ledger {
    final Map<Long, Input.Call> open = new HashMap<>();
    final Map<String, Subscriber> subscribers = new HashMap<>();
    final Map<String, List<String>> invocations = new HashMap<>();
    final Set<String> alive = new HashSet<>();
    final Set<String> running = new LinkedHashSet<>();
    private final int slots;
    private final boolean snapStart;
    private boolean initialised;
    private boolean restored;

    /** The invocations that have begun and were not handed to anybody yet. */
    private final Set<String> unreleased = new LinkedHashSet<>();

    private final Set<Long> answered = new HashSet<>();
    private Phase phase = Phase.NEW;
    private boolean stopping;
    private boolean frozen;

    /** Whether a reset or a shutdown may begin whenever nothing runs. */
    private boolean endsWait;

    Ledger(Setup setup) {
        this.slots = setup.maxConcurrency();
        this.snapStart = setup.snapStart().isPresent();
        this.restored = !snapStart;
    }

    /** Whether a call is a poll that waits. */
    boolean polls(long call) {
        return open.get(call) instanceof Input.RuntimeNext
                || open.get(call) instanceof Input.RestoreNext
                || open.get(call) instanceof Input.ExtensionNext;
    }

    void before(Input input) {
        switch (input) {
            case Input.Call call -> open.put(call.call(), call);
            case Input.CallGone(long call) -> open.remove(call); // nobody hears what it gets
            case Input.CallWithdrawn(long call) -> open.remove(call);
            case Input.Invoke(Invocation invocation) -> invocations.put(invocation.requestId(), new ArrayList<>());
            case Input.ProcessEnded(String actor, Ending _) -> alive.remove(actor);
            case Input.Shutdown end -> endsWait |= !end.atOnce();
            case Input.Reset reset -> endsWait |= !reset.atOnce();
            case Input.ProcessStarted _, Input.StartInit _, Input.Restore _ -> {}
            case Input.LaunchFailed failed -> alive.remove(failed.actor());
            case Input.TimerFired _, Input.Freeze _, Input.Thaw _, Input.Frozen _, Input.Thawed _ -> {}
        }
    }

    void after(Simulator simulator, Input input, List<Effect> effects) {
        boolean over = phase == Phase.TERMINATED;
        for (var effect : effects) {
            take(simulator, effect);
            if (over) {
                assertThat(allowedAtTheEnd(effect)).as("%s", effect).isTrue();
            }
        }
        assertThat(over && simulator.phase() != Phase.TERMINATED).isFalse();
        if (phase == Phase.INVOKE && slots > 1 && timedOut(input) && !endsWait) {
            assertThat(simulator.phase()).as("the others go on").isIn(Phase.INVOKE, Phase.READY);
        }
        phase = simulator.phase();
        if (phase == Phase.READY || phase == Phase.INVOKE) {
            assertThat(initialised).isTrue();
            assertThat(running.isEmpty()).isEqualTo(phase == Phase.READY);
        }
        if (phase == Phase.INIT || phase == Phase.NEW) {
            assertThat(initialised).isFalse();
        }
        if (phase == Phase.TERMINATED) {
            assertThat(open).isEmpty();
            assertThat(running).isEmpty();
        }
        for (var waiting : open.values()) {
            assertThat(mayWait(waiting)).as(waiting.toString()).isTrue();
            if (waiting instanceof Input.ExtensionNext next) {
                assertThat(subscriber(next).isOwed()).isFalse();
            }
        }
        if (input instanceof Input.ExtensionNext next && open.containsKey(next.call())) {
            subscriber(next).received();
        }
    }

    /** Polls, chunks, and a body that was cut while the runtime's process may be ending. */
    private static boolean mayWait(Input.Call call) {
        return switch (call) {
            case Input.RuntimeNext _, Input.RestoreNext _, Input.ExtensionNext _, Input.ResponseChunk _ -> true;
            case Input.RuntimeResponse response -> response.body().truncated();
            case Input.RuntimeError error -> error.body().truncated();
            case Input.PostBody body -> mayWait(body.post());
            case Input.ResponseEnd end -> end.truncated();
            default -> false;
        };
    }

    private static boolean timedOut(Input input) {
        return input instanceof Input.TimerFired(Timer timer) && timer.kind() == Timer.Kind.INVOKE;
    }

    private Subscriber subscriber(Input.ExtensionNext next) {
        var known = next.identifier().map(subscribers::get);
        return known.orElseThrow(() -> new AssertionError("unknown extension: " + next));
    }

    private List<String> fate(String requestId) {
        return invocations.computeIfAbsent(requestId, _ -> new ArrayList<>());
    }

    private boolean allowedAtTheEnd(Effect effect) {
        return switch (effect) {
            case Effect.Reply reply -> reply.reply() instanceof Reply.Closed;
            case Effect.InvokeRefused _ -> true;
            case Effect.Answered _, Effect.Happened _ -> false;
            case Effect.StartProcess _, Effect.SignalProcess _ -> false;
            case Effect.Freeze _, Effect.Thaw _, Effect.ResetBegun _ -> false;
            case Effect.SetTimer _, Effect.CancelTimer _ -> false;
        };
    }

    private void take(Simulator simulator, Effect effect) {
        switch (effect) {
            case Effect.Reply(long call, Reply reply) -> reply(simulator, call, reply);
            case Effect.Happened(String actor, Fact fact) -> fact(actor, fact);
            case Effect.StartProcess(String actor) ->
                assertThat(alive.add(actor)).isTrue();
            case Effect.SignalProcess(String actor, boolean _) ->
                assertThat(alive).contains(actor);
            case Effect.Freeze _ -> {
                assertThat(stopping).as("frozen once").isFalse();
                stopping = true;
            }
            case Effect.Thaw _ -> {
                assertThat(stopping).as("thawed after a freeze").isTrue();
                stopping = false;
            }
            case Effect.SetTimer(Timer timer, var _) -> begun(timer);
            case Effect.CancelTimer _, Effect.ResetBegun _ -> {}
            case Effect.Answered(String id, CallerAnswer _) -> fate(id).add("answered");
            case Effect.InvokeRefused(String id, String _) -> fate(id).add("refused");
        }
    }

    /** These two timers begin in the step in which the event goes to its subscribers. */
    private void begun(Timer timer) {
        switch (timer.kind()) {
            case INVOKE -> {
                unreleased.add(timer.requestId().orElseThrow());
                release();
            }
            case SHUTDOWN -> broadcast(EventKind.SHUTDOWN, "SHUTDOWN");
            case INIT, RESTORE, BANDWIDTH, CUT, RUNTIME_STOP, LAST_EXITS, HANG_UP -> {}
        }
    }

    /** An invocation that needs an init or a restore first is handed on after it. */
    private void release() {
        if (initialised && restored) {
            unreleased.forEach(id -> broadcast(EventKind.INVOKE, id));
            unreleased.clear();
        }
    }

    private void broadcast(EventKind kind, String event) {
        subscribers.values().forEach(it -> it.expect(kind, event));
    }

    private void reply(Simulator simulator, long call, Reply reply) {
        assertThat(answered.add(call)).as("call %s is answered once", call).isTrue();
        var asked = open.remove(call);
        assertThat(asked).as("call %s", call).isNotNull();
        switch (reply) {
            case Reply.Registered registered -> register(registered, (Input.Register) asked);
            case Reply.Lifecycle(LifecycleEvent event, String _) -> delivered((Input.ExtensionNext) asked, event);
            case Reply.Event event -> {
                assertThat(initialised && restored).isTrue();
                assertThat(asked).isInstanceOf(Input.RuntimeNext.class);
                assertThat(running).contains(event.invocation().requestId());
            }
            case Reply.Restored _ -> assertThat(asked).isInstanceOf(Input.RestoreNext.class);
            case Reply.Accepted _, Reply.Refused _ -> {}
            case Reply.Continue _ ->
                assertThat(asked)
                        .isInstanceOfAny(Input.PostStart.class, Input.ResponseStart.class, Input.ResponseChunk.class);
            case Reply.Collect _ -> assertThat(asked).isInstanceOf(Input.PostStart.class);
            case Reply.Closed _ ->
                assertThat(simulator.phase() == Phase.TERMINATED
                                || asked instanceof Input.ExtensionNext
                                || asked instanceof Input.RestoreNext
                                || asked instanceof Input.RuntimeNext
                                || asked instanceof Input.PostStart
                                || asked instanceof Input.PostBody
                                || asked instanceof Input.ResponseStart
                                || asked instanceof Input.ResponseChunk
                                || asked instanceof Input.ResponseEnd
                                || mayWait(asked))
                        .isTrue();
        }
    }

    private void register(Reply.Registered registered, Input.Register call) {
        var events = new HashSet<EventKind>();
        ((Input.Registration.Events) call.body()).events().forEach(event -> events.add(EventKind.valueOf(event)));
        var name = call.name().orElseThrow();
        var subscriber = new Subscriber(name, events);
        assertThat(subscribers.put(registered.identifier(), subscriber)).isNull();
        assertThat(subscribers).hasSizeLessThanOrEqualTo(Extensions.LIMIT);
    }

    private void delivered(Input.ExtensionNext call, LifecycleEvent event) {
        if (event.kind() == EventKind.SHUTDOWN) {
            assertThat(alive).doesNotContain(Event.RUNTIME);
        }
        subscriber(call).delivered(call.call(), event);
    }

    private void fact(String actor, Fact fact) {
        switch (fact) {
            case Fact.InvokeEnd end -> {
                fate(end.requestId()).add("ended");
                running.remove(end.requestId());
                assertThat(end.responseLatency().filter(Duration::isNegative)).isEmpty();
                assertThat(end.postRuntimeExtensionsDuration().filter(Duration::isNegative))
                        .isEmpty();
            }
            case Fact.InitError error -> assertThat(error.duration()).isBetween(Duration.ZERO, Duration.ofHours(1));
            case Fact.ShutdownDone _ -> assertThat(alive).isEmpty();
            case Fact.InitDone _ -> {
                initialised = true;
                release();
            }
            case Fact.RestoreDone done -> {
                assertThat(done.duration()).isLessThanOrEqualTo(Duration.ofSeconds(10));
                if (done.outcome() == Outcome.SUCCESS) {
                    restored = true;
                    release();
                }
            }
            case Fact.Reset _ -> {
                assertThat(alive).isEmpty();
                subscribers.clear();
                initialised = false;
                restored = !snapStart;
                unreleased.clear();
            }
            case Fact.Freeze _ -> {
                assertThat(stopping && !frozen).as("freeze once begun").isTrue();
                frozen = true;
            }
            case Fact.Thaw _ -> {
                assertThat(frozen).as("thaw after freeze").isTrue();
                frozen = false;
            }
            case Fact.ShutdownStart _ ->
                assertThat(stopping).as("shut down while frozen").isFalse();
            case Fact.InvokeStart start -> {
                assertThat(stopping).as("invoked while frozen").isFalse();
                running.add(start.requestId());
                assertThat(running).as("at the same time").hasSizeLessThanOrEqualTo(slots);
            }
            case Fact.ExtensionEvent event
            when event.lost() ->
                subscribers.values().stream().filter(s -> s.name.equals(actor)).forEach(s -> s.lost(event));
            case Fact.ExtensionAcknowledged _ ->
                assertThat(subscribers.values())
                        .as("acknowledged what was delivered: %s", fact)
                        .anyMatch(s -> s.name.equals(actor) && s.holdsShutdown());
            default -> {}
        }
    }

    /** Each invocation was answered and ended once, or refused. */
    void settled() {
        for (var fate : invocations.entrySet()) {
            assertThat(fate.getValue()).as(fate.getKey()).isIn(List.of("answered", "ended"), List.of("refused"));
        }
    }
}
