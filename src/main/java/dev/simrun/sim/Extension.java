package dev.simrun.sim;

import dev.simrun.event.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A registered extension: what it asked for, where it stands, what waits for it. */
public final class Extension {
    private final String id;
    private final String name;
    private final String registeredName;
    private final boolean internal;
    private final Set<EventKind> events;

    final Deque<LifecycleEvent> queue = new ArrayDeque<>();
    State state = State.REGISTERED;
    OptionalLong waitingCall = OptionalLong.empty();
    boolean polled;

    /** By init/error or exit/error: nothing is taken of it any more. */
    boolean reportedError;

    /** The invocations whose INVOKE event it has, or will have, without having polled since. */
    final Set<String> busyWith = new HashSet<>();

    /** Where it stood before its last poll. */
    private State before = State.REGISTERED;

    private Set<String> busyBefore = Set.of();

    Optional<Instant> shutdownDelivered = Optional.empty();
    private Optional<Acknowledgement> acknowledgement = Optional.empty();

    Extension(String id, String name, String registeredName, boolean internal, Set<EventKind> events) {
        this.id = id;
        this.name = name;
        this.registeredName = registeredName;
        this.internal = internal;
        this.events = Collections.unmodifiableSet(new LinkedHashSet<>(events));
    }

    /** Where an extension stands, with the names that appear in error texts (WIRE.md §3.4). */
    public enum State {
        REGISTERED("Registered"),
        READY("Ready"),
        RUNNING("Running"),
        INIT_ERROR("InitError"),
        EXIT_ERROR("ExitError"),
        EXITED("Exited"),
        /** It had SHUTDOWN, and did not end with status 0. */
        SHUTDOWN_FAILED("ShutdownFailed");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        /** Whether its process is gone. */
        boolean isEnd() {
            return this == EXITED || this == SHUTDOWN_FAILED;
        }
    }

    /**
     * That SHUTDOWN was acknowledged.
     *
     * @param byExit by ending with status 0, else by polling again
     * @param after since SHUTDOWN was delivered
     */
    public record Acknowledgement(boolean byExit, Duration after) {}

    /** The identifier that it was given, a UUID version 4. */
    public String id() {
        return id;
    }

    /** Under which it registered. */
    public String registeredName() {
        return registeredName;
    }

    /** The name that it has in events. */
    public String name() {
        return name;
    }

    /** Whether it runs within the runtime's process. */
    public boolean internal() {
        return internal;
    }

    /** In the order of the registration. */
    public Set<EventKind> events() {
        return events;
    }

    public boolean subscribedTo(EventKind kind) {
        return events.contains(kind);
    }

    /** How many events wait for its next poll. */
    public int pending() {
        return queue.size();
    }

    public Optional<Acknowledgement> acknowledgement() {
        return acknowledgement;
    }

    /** It polls, and is done with all that it had. */
    void polls() {
        before = state;
        busyBefore = Set.copyOf(busyWith);
        state = State.READY;
        polled = true;
        busyWith.clear();
    }

    /** Its poll, which waits, is taken back. */
    void pollWithdrawn() {
        waitingCall = OptionalLong.empty();
        state = before;
        polled = before != State.REGISTERED;
        busyWith.addAll(busyBefore);
    }

    void becomesBusy(LifecycleEvent event) {
        switch (event) {
            case LifecycleEvent.Invoke invoke -> busyWith.add(invoke.requestId());
            case LifecycleEvent.Shutdown _ -> {}
        }
    }

    void acknowledge(Acknowledgement how) {
        acknowledgement = Optional.of(how);
    }

    void clearAcknowledgement() {
        acknowledgement = Optional.empty();
    }
}
