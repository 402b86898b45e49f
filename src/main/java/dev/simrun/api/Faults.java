package dev.simrun.api;

import dev.simrun.engine.Time;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The faults of one case. They outlive resets of its environment. The case's lock guards them. */
public final class Faults {
    private final Time time;
    private final RandomGenerator random;
    private volatile List<Armed> armed = List.of();

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

    /** Adds a fault; of several that fit a request, it meets the one that was added first. */
    public void add(Fault fault) {
        time.locked(() -> {
            armed = Stream.concat(armed.stream(), Stream.of(new Armed(fault))).toList();
        });
    }

    public void clear() {
        time.locked(() -> {
            armed = List.of();
        });
    }

    boolean isEmpty() {
        return armed.isEmpty();
    }

    /** Whether a request that comes is to be taken twice. */
    boolean takeDuplicate(Request request, String actor) {
        return take(request, actor, _ -> true, FaultAction.Duplicate.class::isInstance)
                .isPresent();
    }

    /** What the answer to a request meets. */
    Optional<FaultAction> take(Request request, String actor) {
        return take(request, actor, action -> !(action instanceof FaultAction.Duplicate), _ -> true);
    }

    /** The first that fits, if it is wanted. */
    private Optional<FaultAction> take(
            Request request, String actor, Predicate<FaultAction> considered, Predicate<FaultAction> wanted) {
        var target = Fault.Target.of(request);
        return time.locked(() -> {
            for (var one : armed) {
                var fault = one.fault;
                if (fault.target() == target
                        && considered.test(fault.action())
                        && fault.selector().selects(request, actor)) {
                    return wanted.test(fault.action()) ? meet(one) : Optional.empty();
                }
            }
            return Optional.empty();
        });
    }

    private Optional<FaultAction> meet(Armed one) {
        one.met++;
        if (one.isSpent()) {
            armed = armed.stream().filter(other -> other != one).toList();
        }
        return Optional.of(one.fault.action());
    }

    /** The time before an answer on a network. */
    Duration latency(FaultAction.Network network) {
        long most = network.jitter().toNanos();
        long change = most == 0 ? 0 : time.locked(() -> random.nextLong(-most, most + 1));
        return Duration.ofNanos(Math.max(0, network.latency().toNanos() + change));
    }
}
