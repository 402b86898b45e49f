package dev.simrun.run;

import dev.simrun.engine.Caller;
import dev.simrun.event.Event;
import dev.simrun.proc.Command;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Invocation;
import dev.simrun.wire.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps of one run of a case what its events don't hold: what its processes were started with, and the bodies of its
 * invocations. Of many the last are kept. Safe for use by many threads; its lock is held for a moment, with no other
 * taken below it.
 */
public final class Witness {
    /** How many bytes of bodies are kept. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /** Of how many invocations. */
    private static final int MOST_INVOCATIONS = 1_000;

    /** How many starts of processes are kept, the first ones. */
    private static final int MOST_STARTS = 100;

    private final CaseInfo info;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Started> started = new ArrayList<>();
    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();
    private volatile Optional<Event> first = Optional.empty();
    private long bytes;
    private long leftOut;
    private int count;

    /**
     * A process as it was started.
     *
     * @param folder in which
     * @param variables all that it got
     */
    public record Started(String actor, List<String> argv, Path folder, Map<String, String> variables) {
        public Started {
            argv = List.copyOf(argv);
            variables = Map.copyOf(variables);
        }
    }

    /**
     * An invocation.
     *
     * @param number among those of the case, from 1
     * @param response empty where its caller got none
     */
    public record Exchange(int number, String requestId, Bytes payload, Optional<Bytes> response) {
        private long size() {
            return (long) payload.size() + response.map(Bytes::size).orElse(0);
        }
    }

    /**
     * What was kept.
     *
     * @param leftOut how many invocations there were before those that were kept
     */
    public record Kept(List<Started> started, List<Exchange> exchanges, long leftOut) {
        public static final Kept NOTHING = new Kept(List.of(), List.of(), 0);

        public Kept {
            started = List.copyOf(started);
            exchanges = List.copyOf(exchanges);
        }
    }

    /** Nothing of a case that has not begun. */
    public Witness(CaseInfo info) {
        this.info = info;
    }

    public CaseInfo info() {
        return info;
    }

    /** Whether it is the run of which a result tells. */
    public boolean saw(CaseResult result) {
        return !result.timeline().isEmpty()
                && first.filter(event -> isSame(event, result.timeline().getFirst()))
                        .isPresent();
    }

    /** Equal ones may be of another run. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Event one, Event other) {
        return one == other;
    }

    public Kept kept() {
        lock.lock();
        try {
            return new Kept(started, List.copyOf(exchanges.values()), leftOut);
        } finally {
            lock.unlock();
        }
    }

    /** An event of it, with the case's lock held. */
    void heard(Event event) {
        if (first.isEmpty()) {
            first = Optional.of(event);
        }
    }

    void started(String actor, Command command) {
        lock.lock();
        try {
            if (started.size() < MOST_STARTS) {
                started.add(new Started(actor, command.argv(), command.workingDirectory(), command.environment()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits for the answer to an invocation, overheard. */
    Caller overhearing(Invocation invocation, Caller caller) {
        invoked(invocation);
        return new Caller() {
            @Override
            public void answered(CallerAnswer answer) {
                Witness.this.answered(invocation.requestId(), answer.payload());
                caller.answered(answer);
            }

            @Override
            public void refused(String message) {
                caller.refused(message);
            }
        };
    }

    private void answered(String requestId, Bytes response) {
        lock.lock();
        try {
            var known = exchanges.remove(requestId);
            if (known != null) {
                bytes -= known.size();
                put(new Exchange(known.number(), requestId, known.payload(), Optional.of(response)));
            }
        } finally {
            lock.unlock();
        }
    }

    private void invoked(Invocation invocation) {
        lock.lock();
        try {
            count++;
            put(new Exchange(count, invocation.requestId(), invocation.payload(), Optional.empty()));
        } finally {
            lock.unlock();
        }
    }

    private void put(Exchange exchange) {
        exchanges.put(exchange.requestId(), exchange);
        bytes += exchange.size();
        while (exchanges.size() > MOST_INVOCATIONS || (bytes > MOST_BYTES && exchanges.size() > 1)) {
            var oldest = exchanges.values().iterator().next();
            exchanges.remove(oldest.requestId());
            bytes -= oldest.size();
            leftOut++;
        }
    }
}
