package dev.simrun.picture;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes lanes, phases and budgets of a timeline, event by event. */
final class Fold {
    private static final String SIGTERM = "SIGTERM";
    private static final String SIGKILL = "SIGKILL";

    private record Key(int environment, String actor) {}

    /** Time that an actor has: until its next poll, or only until its end. */
    private record Allowed(Key whose, Phase.Kind phase, Point from, Duration deadline, boolean untilItsEnd) {}

    /** Time that was used up. */
    private record Overrun(Key whose, Phase.Kind phase, Point from, Duration deadline, Point at) {}

    private final List<Event> timeline;
    private final Map<Key, LaneFold> lanes = new LinkedHashMap<>();
    private final Phases phases = new Phases();
    private final List<Allowed> allowed = new ArrayList<>();
    private final List<Overrun> overruns = new ArrayList<>();
    private final List<Freeze> freezes = new ArrayList<>();
    private final Map<String, LaneFold.Draft> calls = new HashMap<>();
    private final Map<String, Point> callers = new HashMap<>();
    private Optional<Point> frozen = Optional.empty();
    private Optional<Duration> runtimeDeadline = Optional.empty();

    private Fold(List<Event> timeline) {
        this.timeline = timeline;
        var _ = lane(new Key(1, Event.ENVIRONMENT));
    }

    /** What was folded, and where each event belongs. */
    record Folded(
            List<Lane> lanes,
            List<Integer> laneOfEvent,
            List<Phase> phases,
            List<Freeze> freezes,
            List<Budget> budgets) {}

    static Folded of(List<Event> timeline, Duration end) {
        var fold = new Fold(timeline);
        for (int i = 0; i < timeline.size(); i++) {
            var event = timeline.get(i);
            fold.on(event, Point.of(event.at(), i));
        }
        return fold.ended(Point.without(end));
    }

    private LaneFold lane(Key key) {
        return lanes.computeIfAbsent(key, it -> new LaneFold(it.actor(), it.environment()));
    }

    private static Key key(Event event) {
        return new Key(event.environment(), event.actor());
    }

    private void on(Event event, Point at) {
        var lane = lane(key(event));
        boolean usual = lane.endsAsUsual(phases.isOpen(Phase.Kind.SHUTDOWN));
        Symbols.of(event, usual).ifPresent(it -> lane.symbol(it.kind(), at, it.text()));
        switch (event.fact()) {
            case Fact.InitStart(var deadline) -> phases.begin(Phase.Kind.INIT, "init", at, deadline);
            case Fact.InitDone _ -> phases.end(Phase.Kind.INIT, at, false);
            case Fact.InitError _ -> phases.end(Phase.Kind.INIT, at, true).ifPresent(it -> tooLong(event, it, at));
            case Fact.RestoreStart(var deadline) ->
                phases.begin(Phase.Kind.RESTORE, "restore", at, Optional.of(deadline));
            case Fact.RestoreDone it -> phases.end(Phase.Kind.RESTORE, at, it.outcome() != Outcome.SUCCESS);
            case Fact.InvokeStart _, Fact.InvokeTimeout _, Fact.InvokeDone _, Fact.InvokeEnd _ ->
                invocation(event, lane, at);
            case Fact.ShutdownStart it -> shutdown(it, at);
            case Fact.ShutdownDone _ -> phases.end(Phase.Kind.SHUTDOWN, at, false);
            case Fact.Freeze _ -> frozen = frozen.or(() -> Optional.of(at));
            case Fact.Thaw _ -> thawed(at);
            case Fact.ProcessStart _ -> lane.started(at);
            case Fact.ProcessSignal(var signal) -> signalled(event, signal, at);
            case Fact.ProcessExit exit -> lane.exited(at, Symbols.isBad(exit, usual));
            case Fact.ExtensionNext _, Fact.RuntimeRestoreNext _ -> lane.begin(Span.Kind.WAIT, "", at);
            case Fact.RuntimeNext it -> {
                if (it.redelivered()) {
                    lane.begin(Span.Kind.WORK, "invoke", at);
                } else {
                    lane.begin(Span.Kind.WAIT, "", at);
                }
            }
            case Fact.ExtensionEvent it -> delivered(event, it, lane, at);
            case Fact.RuntimeInvoke _ -> lane.begin(Span.Kind.WORK, "invoke", at);
            case Fact.RuntimeResponse _, Fact.RuntimeError _ -> lane.answered(at);
            case Fact.RequestAbandoned _ -> lane.hungUp(at);
            case Fact.ExtensionAcknowledged _ -> lane.acknowledged();
            case Fact.ExtensionRegister _,
                    Fact.ExtensionInitError _,
                    Fact.ExtensionExitError _,
                    Fact.RuntimeInitError _,
                    Fact.RuntimeRestoreError _,
                    Fact.Reset _,
                    Fact.Log _,
                    Fact.RequestRefused _,
                    Fact.Fault _,
                    Fact.Referee _,
                    Fact.Note _ -> {} // a symbol or a tick, and no more
        }
    }

    private void invocation(Event event, LaneFold lane, Point at) {
        switch (event.fact()) {
            case Fact.InvokeStart it -> {
                phases.invoke(at);
                calls.put(it.requestId(), lane.beside(Span.Kind.CALL, "", at));
                callers.put(it.requestId(), at);
            }
            case Fact.InvokeTimeout it -> {
                var from = callers.get(it.requestId());
                if (from != null) {
                    overrun(event, Phase.Kind.INVOKE, from, at.at(), at);
                }
            }
            case Fact.InvokeDone it -> {
                var call = calls.remove(it.requestId());
                if (call != null) {
                    call.end(at, it.outcome().wireName(), it.outcome() != Outcome.SUCCESS);
                }
            }
            case Fact.InvokeEnd it -> phases.end(Phase.Kind.INVOKE, at, it.phase() != Fact.InvokeEnd.Phase.DONE);
            default -> throw new IllegalArgumentException(event.toString());
        }
    }

    private void tooLong(Event event, Phases.Ended init, Point at) {
        init.deadline()
                .filter(deadline -> deadline.compareTo(at.at()) <= 0)
                .ifPresent(deadline -> overrun(event, Phase.Kind.INIT, init.from(), deadline, at));
    }

    private void overrun(Event event, Phase.Kind phase, Point from, Duration deadline, Point at) {
        overruns.add(new Overrun(key(event), phase, from, deadline, at));
    }

    private void shutdown(Fact.ShutdownStart begun, Point at) {
        phases.cut(at);
        runtimeDeadline = begun.runtimeDeadlineAt();
        var label = "shutdown " + begun.reason().wireName();
        phases.begin(Phase.Kind.SHUTDOWN, label, at, Optional.of(begun.deadlineAt()));
    }

    private void thawed(Point at) {
        frozen.ifPresent(from -> freezes.add(new Freeze(from, at)));
        frozen = Optional.empty();
    }

    private void signalled(Event event, String signal, Point at) {
        boolean asked =
                signal.equals(SIGTERM) && event.actor().equals(Event.RUNTIME) && phases.isOpen(Phase.Kind.SHUTDOWN);
        if (asked) {
            lane(key(event)).asked();
            runtimeDeadline.ifPresent(
                    until -> allowed.add(new Allowed(key(event), Phase.Kind.SHUTDOWN, at, until, true)));
        }
    }

    private void delivered(Event event, Fact.ExtensionEvent given, LaneFold lane, Point at) {
        if (given.lost()) {
            return;
        }
        lane.begin(Span.Kind.WORK, given.event().wireName(), at);
        if (given.event() == EventKind.SHUTDOWN) {
            lane.asked();
            allowed.add(new Allowed(key(event), Phase.Kind.SHUTDOWN, at, given.deadlineAt(), false));
        }
    }

    private Folded ended(Point end) {
        frozen.ifPresent(from -> freezes.add(new Freeze(from, end)));
        var order = lanes.entrySet().stream()
                .sorted(Comparator.comparing(it -> it.getValue().kind()))
                .map(Map.Entry::getKey)
                .toList();
        var budgets = new ArrayList<Budget>();
        for (var it : overruns) {
            budgets.add(new Budget(order.indexOf(it.whose()), it.phase(), it.from(), it.deadline(), it.at(), true));
        }
        for (var it : allowed) {
            if (it.deadline().compareTo(it.from().at()) > 0) { // one that had passed before is no time to use
                budgets.add(budget(it, order.indexOf(it.whose()), end));
            }
        }
        return new Folded(
                order.stream().map(key -> lane(key).lane(end)).toList(),
                timeline.stream().map(event -> order.indexOf(key(event))).toList(),
                phases.all(end),
                List.copyOf(freezes),
                List.copyOf(budgets));
    }

    /** How much was used of it: up to the next poll or the end. Whoever was killed has used up all. */
    private Budget budget(Allowed it, int lane, Point end) {
        boolean killed = false;
        for (int i = it.from().event().orElseThrow() + 1; i < timeline.size(); i++) {
            var event = timeline.get(i);
            if (!key(event).equals(it.whose())) {
                continue;
            }
            killed |= event.fact() instanceof Fact.ProcessSignal(var signal) && signal.equals(SIGKILL);
            boolean polled = !it.untilItsEnd() && event.fact() instanceof Fact.ExtensionNext;
            if (polled || event.fact() instanceof Fact.ProcessExit) {
                boolean late = event.at().compareTo(it.deadline()) > 0;
                var used = Point.of(event.at(), i);
                return new Budget(lane, it.phase(), it.from(), it.deadline(), used, killed || late);
            }
        }
        boolean passed = end.at().compareTo(it.deadline()) >= 0;
        return new Budget(lane, it.phase(), it.from(), it.deadline(), end, passed);
    }
}
