package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The polls whose clients have hung up. That changes no state: the poll goes on waiting, and what it is given is lost
 * (WIRE.md §1). A client that hangs up because its process ends is not told of: the end of the process is.
 */
final class HangUps {
    /** How much later than its connections a process may be known to have ended. */
    static final Duration GRACE = Duration.ofMillis(100);

    private final World world;
    private final Map<Long, HangUp> calls = new LinkedHashMap<>();

    HangUps(World world) {
        this.world = world;
    }

    /**
     * A poll that waits for nobody.
     *
     * @param actor whose it is
     * @param process that of the actor
     */
    private record HangUp(String actor, String process, String path, Instant tellAt, boolean told) {
        HangUp withNothingToTell() {
            return new HangUp(actor, process, path, tellAt, true);
        }
    }

    boolean has(long call) {
        return calls.containsKey(call);
    }

    /** The client of a poll that waits has hung up. */
    void add(long call, String actor, boolean ownProcess, String path) {
        var process = ownProcess ? actor : Event.RUNTIME;
        if (calls.putIfAbsent(call, new HangUp(actor, process, path, world.now.plus(GRACE), false)) == null) {
            setTimer();
        }
    }

    /** The client of a call that is no poll has hung up: its answer is for nobody, and there is nothing to tell. */
    void silence(long call) {
        calls.put(call, new HangUp(Event.RUNTIME, Event.RUNTIME, "", world.now, true));
    }

    /** The poll ends; whether its client had hung up, so that nobody hears of it. */
    boolean remove(long call) {
        return calls.remove(call) != null;
    }

    /** What was to be told in a moment is told before what comes of it. */
    void tell(long call) {
        calls.computeIfPresent(call, (_, hangUp) -> {
            if (!hangUp.told()) {
                world.record(hangUp.actor(), new Fact.RequestAbandoned("GET", hangUp.path()));
            }
            return hangUp.withNothingToTell();
        });
    }

    /** The time for it has come. */
    void tellAll() {
        var due = calls.entrySet().stream()
                .filter(it -> !it.getValue().tellAt().isAfter(world.now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(this::tell);
        setTimer();
    }

    private void setTimer() {
        untold().ifPresent(at -> world.setTimer(Timer.Kind.HANG_UP, at));
    }

    private Optional<Instant> untold() {
        return calls.values().stream()
                .filter(it -> !it.told())
                .map(HangUp::tellAt)
                .min(Instant::compareTo);
    }

    /** A process has ended, which is why its clients hung up. */
    void ended(String process) {
        calls.replaceAll((_, it) -> it.process().equals(process) ? it.withNothingToTell() : it);
        if (!calls.isEmpty() && untold().isEmpty()) {
            world.cancelTimer(Timer.Kind.HANG_UP);
        }
    }
}
