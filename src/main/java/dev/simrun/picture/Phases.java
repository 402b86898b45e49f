package dev.simrun.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phases of an environment, as far as they have been seen. */
final class Phases {
    private final List<Draft> all = new ArrayList<>();
    private int invocations;

    private static final class Draft {
        private final Phase.Kind kind;
        private final String label;
        private final Point from;
        private final Optional<Duration> deadline;
        private Optional<Point> to = Optional.empty();
        private boolean failed;

        private Draft(Phase.Kind kind, String label, Point from, Optional<Duration> deadline) {
            this.kind = kind;
            this.label = label;
            this.from = from;
            this.deadline = deadline;
        }
    }

    /** A phase that has just ended: when it began, and by when it was to end. */
    record Ended(Point from, Optional<Duration> deadline) {}

    void begin(Phase.Kind kind, String label, Point at, Optional<Duration> deadline) {
        all.add(new Draft(kind, label, at, deadline));
    }

    /** The next invocation begins. */
    void invoke(Point at) {
        invocations++;
        begin(Phase.Kind.INVOKE, "invoke " + invocations, at, Optional.empty());
    }

    boolean isOpen(Phase.Kind kind) {
        return open(kind).isPresent();
    }

    /** The phase of that kind ends, if one is open. */
    Optional<Ended> end(Phase.Kind kind, Point at, boolean failed) {
        var open = open(kind);
        open.ifPresent(it -> close(it, at, failed));
        return open.map(it -> new Ended(it.from, it.deadline));
    }

    /** Whatever is open ends before it was done. */
    void cut(Point at) {
        all.stream().filter(it -> it.to.isEmpty()).forEach(it -> close(it, at, true));
    }

    private static void close(Draft phase, Point at, boolean failed) {
        phase.to = Optional.of(at);
        phase.failed = failed;
    }

    private Optional<Draft> open(Phase.Kind kind) {
        return all.reversed().stream()
                .filter(it -> it.kind == kind && it.to.isEmpty())
                .findFirst();
    }

    List<Phase> all(Point end) {
        return all.stream()
                .map(it -> new Phase(it.kind, it.label, it.from, it.to.orElse(end), it.failed))
                .toList();
    }
}
