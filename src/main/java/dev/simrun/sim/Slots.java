package dev.simrun.sim;

import dev.simrun.sim.Outstanding.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The outstanding invocations by request id, oldest first, and those of them that have a slot. */
final class Slots {
    private final int limit;
    private final Map<String, Outstanding> outstanding = new LinkedHashMap<>();
    private final Map<String, Outstanding> taken = new LinkedHashMap<>();

    Slots(int limit) {
        this.limit = limit;
    }

    /**
     * Whether the runtime may have several invocations at the same time (WIRE.md §7): each of its polls is then one of
     * a worker, not of the invocation before.
     */
    boolean several() {
        return limit > 1;
    }

    boolean noneOutstanding() {
        return outstanding.isEmpty();
    }

    boolean noneTaken() {
        return taken.isEmpty();
    }

    /** Those that have a slot. */
    List<Outstanding> taken() {
        return List.copyOf(taken.values());
    }

    List<Outstanding> waiting() {
        return outstanding.values().stream()
                .filter(o -> o.state() == State.WAITING)
                .toList();
    }

    /** False if one with that request id is outstanding. */
    boolean add(Invocation invocation) {
        var known = outstanding.get(invocation.requestId());
        if (known == null) {
            outstanding.put(invocation.requestId(), new Outstanding(invocation));
        }
        return known == null;
    }

    /** Whether a slot is free and one waits. */
    boolean mayTake() {
        return taken.size() < limit && outstanding.size() > taken.size();
    }

    /** Gives a slot, if one is free, to the oldest that waits. */
    Optional<Outstanding> take() {
        if (taken.size() == limit) {
            return Optional.empty();
        }
        for (var one : outstanding.values()) {
            if (one.state() == State.WAITING) {
                one.enter(State.BEGUN);
                taken.put(one.requestId(), one);
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Forgets one that has ended. */
    void end(Outstanding ended) {
        ended.enter(State.ENDED);
        taken.remove(ended.requestId());
        outstanding.remove(ended.requestId());
    }

    /** One that has a slot. */
    Outstanding get(String requestId) {
        return Optional.ofNullable(taken.get(requestId)).orElseThrow();
    }

    /** The first of those that have a slot and stand there. */
    Optional<Outstanding> in(State state) {
        return first(one -> one.state() == state);
    }

    /** Asked several times for each call of the runtime: no stream here. */
    private Optional<Outstanding> first(Predicate<Outstanding> wanted) {
        for (var one : taken.values()) {
            if (wanted.test(one)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The invocation that the runtime must have done with before it may poll for another. */
    Optional<Outstanding> held() {
        return several() ? Optional.empty() : first(Outstanding::held);
    }

    /** The invocation that an answer names, if the runtime may still answer it. */
    Optional<Outstanding> answerable(String requestId) {
        return Optional.ofNullable(taken.get(requestId))
                .filter(o -> !o.timedOut && !(several() && o.state() == State.RUNTIME_DONE));
    }

    /** The invocation whose response a stream is, by the number of the call that began it. */
    Optional<Outstanding> streaming(long id) {
        return first(o -> o.stream.filter(stream -> stream.id == id).isPresent());
    }

    /** The invocation that a post is for whose body is on its way, by the number of the call that began it. */
    Optional<Outstanding> posting(long start) {
        return first(o -> o.post.equals(OptionalLong.of(start)));
    }

    /** Whether a call that ended too soon waits to be judged. */
    boolean cutBy(long call) {
        return taken.values().stream().flatMap(o -> o.cut.stream()).anyMatch(it -> it.call() == call);
    }

    /** The invocation one of whose chunks waits in a call. */
    Optional<Outstanding> holding(long call) {
        return first(o -> o.stream.filter(stream -> stream.isHeld(call)).isPresent());
    }
}
