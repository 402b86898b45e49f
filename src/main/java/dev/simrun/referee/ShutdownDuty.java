package dev.simrun.referee;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who has subscribed to SHUTDOWN and still owes a poll or an exit after it. */
final class ShutdownDuty {
    private final Set<String> subscribers = new LinkedHashSet<>();

    /** Whom the environment killed at the end of a shutdown. */
    private final Set<String> killed = new HashSet<>();

    /** Whom SHUTDOWN has reached: who was busy with an invocation until the end never heard of it. */
    private final Set<String> told = new HashSet<>();

    private boolean shuttingDown;

    void subscribed(String extension) {
        subscribers.add(extension);
    }

    void begun() {
        shuttingDown = true;
    }

    void delivered(String extension) {
        told.add(extension);
    }

    void acknowledged(String extension) {
        subscribers.remove(extension);
    }

    void signalled(String actor, String signal) {
        if (shuttingDown && signal.equals("SIGKILL")) {
            killed.add(actor);
        }
    }

    /** An exit of its own, with whatever status, does too. */
    void exited(String actor) {
        if (!killed.contains(actor)) {
            subscribers.remove(actor);
        }
    }

    /** The shutdown, if there was one, is over: who did not do its duty. */
    List<String> over() {
        if (!shuttingDown) {
            return List.of();
        }
        var late = subscribers.stream().filter(told::contains).toList();
        shuttingDown = false;
        subscribers.clear();
        killed.clear();
        told.clear();
        return late;
    }
}
