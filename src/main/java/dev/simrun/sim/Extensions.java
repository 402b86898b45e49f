package dev.simrun.sim;

import dev.simrun.event.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The extensions that are registered, their events and their acknowledgements. */
public final class Extensions {
    /** External and internal together (WIRE.md §3.1). */
    public static final int LIMIT = 10;

    private final Map<String, Extension> byId = new LinkedHashMap<>();

    /** External ones first, each kind in order of registration. */
    private List<Extension> all = List.of();

    /** Registers one; whether it may is for the caller to know. */
    public void register(Extension extension) {
        if (byId.putIfAbsent(extension.id(), extension) != null) {
            throw new IllegalStateException("extension identifier given twice: " + extension.id());
        }
        var ordered = new ArrayList<>(those(one -> !one.internal()));
        ordered.addAll(those(Extension::internal));
        all = List.copyOf(ordered);
    }

    public Optional<Extension> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The one that has that name in events. */
    public Optional<Extension> byName(String name) {
        return all().stream().filter(extension -> extension.name().equals(name)).findFirst();
    }

    /** All of them, external ones first, each kind in order of registration. */
    public List<Extension> all() {
        return all;
    }

    public int count() {
        return byId.size();
    }

    public List<Extension> external() {
        return those(extension -> !extension.internal());
    }

    public List<Extension> subscribers(EventKind kind) {
        return all.stream().filter(extension -> extension.subscribedTo(kind)).toList();
    }

    /** Puts an event at the end of each subscriber's queue and gives the subscribers. */
    public List<Extension> broadcast(LifecycleEvent event) {
        var subscribers = subscribers(event.kind());
        subscribers.forEach(extension -> extension.queue.addLast(event));
        return subscribers;
    }

    /**
     * Notes that an extension acknowledged SHUTDOWN.
     *
     * @param after since the event was delivered
     * @return false if there is no such extension
     */
    public boolean acknowledge(String id, boolean byExit, Duration after) {
        var extension = byId(id);
        extension.ifPresent(e -> e.acknowledge(new Extension.Acknowledgement(byExit, after)));
        return extension.isPresent();
    }

    /** A new shutdown begins with nobody acknowledged. */
    public void clearAcknowledgements() {
        byId.values().forEach(Extension::clearAcknowledgement);
    }

    /** Forgets all of them, as a reset does; their identifiers are unknown from now on. */
    public void clear() {
        byId.clear();
        all = List.of();
    }

    private List<Extension> those(Predicate<Extension> wanted) {
        return byId.values().stream().filter(wanted).toList();
    }
}
