package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Fact.ExtensionAcknowledged;
import dev.simrun.event.Fact.ExtensionRegister;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which extensions the last shutdown or reset met since the environment was made anew, and who acknowledged it: a fold
 * of the timeline that outlives its events. Before there was one it is those that have registered.
 */
final class LastShutdown {
    private final Map<String, ExtensionRegister> registered = new LinkedHashMap<>();
    private final Map<String, ExtensionRegister> met = new LinkedHashMap<>();
    private final Map<String, ExtensionAcknowledged> acknowledged = new HashMap<>();
    private boolean begun;
    private boolean killedAtOnce;

    void heard(Event event) {
        switch (event.fact()) {
            case ExtensionRegister fact -> registered.put(event.actor(), fact);
            case Fact.ShutdownStart _ -> {
                begun = true;
                met.clear();
                met.putAll(registered);
                acknowledged.clear();
            }
            case Fact.ProcessSignal(var signal)
            when begun && event.actor().equals(Event.RUNTIME) ->
                killedAtOnce |= met.isEmpty() && signal.equals("SIGKILL");
            case ExtensionAcknowledged fact -> acknowledged.put(event.actor(), fact);
            case Fact.Reset _ -> registered.clear();
            case Fact.InitStart _ -> {
                begun = false;
                killedAtOnce = false;
                met.clear();
                acknowledged.clear();
            }
            default -> {} // the others say nothing of extensions and shutdowns
        }
    }

    /** Whether there was one since the environment was made anew. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether the runtime got SIGKILL without SIGTERM, as there was no extension (WIRE.md §3.8). */
    boolean killedAtOnce() {
        return killedAtOnce;
    }

    private Map<String, ExtensionRegister> extensions() {
        return begun ? met : registered;
    }

    Optional<ExtensionRegister> extension(String name) {
        return Optional.ofNullable(extensions().get(name));
    }

    Optional<ExtensionAcknowledged> acknowledgement(String name) {
        return Optional.ofNullable(acknowledged.get(name));
    }

    /** Those that have subscribed to SHUTDOWN: external ones first, each kind as they registered. */
    List<String> subscribers() {
        return extensions().entrySet().stream()
                .filter(one -> one.getValue().events().contains(EventKind.SHUTDOWN))
                .sorted((one, other) ->
                        one.getValue().kind().compareTo(other.getValue().kind()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
