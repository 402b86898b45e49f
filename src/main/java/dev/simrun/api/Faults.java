package dev.simrun.api;

import dev.simrun.engine.Time;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The faults of one case. They outlive resets of its environment. The case's lock guards them. */
public final class Faults {
    private final Time time;
    private final RandomGenerator random;
    private volatile List<Armed> armed = List.of();
    private final Set<Poll> polls = new LinkedHashSet<>();

    /**
     * No faults yet.
     *
     * @param time of the case
     * @param random for what is left to chance; not shared with others
     */
    public Faults(Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    /** A poll that waits. */
    interface Poll {
        Request request();

        String actor();

        /** The environment is to forget it, and its client to get what the action says; false if it waits no more. */
        boolean takeBack(FaultAction action);
    }

    /** A fault and how many requests have met it. */
    private static final class Armed {
        private final Fault fault;
        private int met;

        Armed(Fault fault) {
            this.fault = fault;
        }

        boolean isSpent() {
            return fault.times().isPresent() && met >= fault.times().getAsInt();
        }
    }

    /**
     * Adds a fault; of several that fit a request, it meets the one that was added first. One whose requests are not
     * taken meets the polls that wait, too.
     *
     * @return whether it has met a request
     */
    public BooleanSupplier add(Fault fault) {
        var added = new Armed(fault);
        time.locked(() -> {
            armed = Stream.concat(armed.stream(), Stream.of(added)).toList();
            if (!fault.taken()) {
                List.copyOf(polls).forEach(this::takeBack);
            }
        });
        return () -> time.locked(() -> added.met > 0);
    }

    public void clear() {
        time.locked(() -> {
            armed = List.of();
        });
    }

    boolean isEmpty() {
        return armed.isEmpty();
    }

    /** A poll begins to wait. A fault may have come since it was looked for one. */
    void waits(Poll poll) {
        time.locked(() -> {
            polls.add(poll);
            takeBack(poll);
        });
    }

    /** A poll waits no more; once this returns it is not taken back. */
    void ended(Poll poll) {
        time.locked(() -> {
            polls.remove(poll);
        });
    }

    private void takeBack(Poll poll) {
        first(poll.request(), poll.actor(), fault -> !fault.isDuplicate())
                .filter(it -> !it.fault.taken() && poll.takeBack(it.fault.action()))
                .ifPresent(it -> {
                    polls.remove(poll);
                    meet(it);
                });
    }

    /** What a request meets when it comes: it is not to be taken, or taken twice. */
    Optional<FaultAction> takeEarly(Request request, String actor) {
        return time.locked(() -> first(request, actor, _ -> true)
                .filter(it -> it.fault.isMetEarly())
                .map(this::meet));
    }

    /** What the answer to a request meets. */
    Optional<FaultAction> take(Request request, String actor) {
        return time.locked(
                () -> first(request, actor, fault -> !fault.isMetEarly()).map(this::meet));
    }

    /** The first that fits, of those that are considered. */
    private Optional<Armed> first(Request request, String actor, Predicate<Fault> considered) {
        return armed.stream()
                .filter(it -> considered.test(it.fault) && it.fault.fits(request, actor))
                .findFirst();
    }

    private FaultAction meet(Armed one) {
        one.met++;
        if (one.isSpent()) {
            armed = armed.stream().filter(other -> other != one).toList();
        }
        return one.fault.action();
    }

    /** The time before an answer on a network. */
    Duration latency(FaultAction.Network network) {
        long most = network.jitter().toNanos();
        long change = most == 0 ? 0 : time.locked(() -> random.nextLong(-most, most + 1));
        return Duration.ofNanos(Math.max(0, network.latency().toNanos() + change));
    }
}
