package dev.simrun.picture;

import dev.simrun.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an actor does, as far as it has been seen. */
final class LaneFold {
    private final String actor;
    private final int environment;
    private final List<Draft> spans = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();

    /** Whether it was told to come to its end. */
    private boolean asked;

    private boolean acknowledged;

    LaneFold(String actor, int environment) {
        this.actor = actor;
        this.environment = environment;
    }

    /** A span that may still last. */
    static final class Draft {
        private final Span.Kind kind;
        private final Point from;
        private String label;
        private Optional<Point> to = Optional.empty();
        private boolean bad;

        private Draft(Span.Kind kind, String label, Point from) {
            this.kind = kind;
            this.label = label;
            this.from = from;
        }

        void end(Point at, String how, boolean badly) {
            to = Optional.of(at);
            label = how;
            bad = badly;
        }

        private Span ended(Point end) {
            return new Span(kind, label, from, to.orElse(end), to.isPresent(), bad);
        }
    }

    Lane.Kind kind() {
        return switch (actor) {
            case Event.ENVIRONMENT -> Lane.Kind.ENVIRONMENT;
            case Event.RUNTIME -> Lane.Kind.RUNTIME;
            default -> Lane.Kind.EXTENSION;
        };
    }

    Lane lane(Point end) {
        return new Lane(
                actor,
                environment,
                kind(),
                spans.stream().map(it -> it.ended(end)).toList(),
                symbols,
                lives);
    }

    void symbol(Symbol.Kind kind, Point at, String text) {
        symbols.add(new Symbol(kind, at.event().orElseThrow(), text));
    }

    /** It begins something; what it did before has ended. */
    void begin(Span.Kind kind, String label, Point at) {
        end(at);
        var _ = beside(kind, label, at);
    }

    /** Something begins that may last beside what else is going on. */
    Draft beside(Span.Kind kind, String label, Point at) {
        var draft = new Draft(kind, label, at);
        spans.add(draft);
        return draft;
    }

    /** It has answered, and is not done yet. */
    void answered(Point at) {
        if (doing().filter(it -> it.kind == Span.Kind.WORK).isPresent()) {
            begin(Span.Kind.AFTER, "", at);
        }
    }

    /** The client of its poll has hung up. */
    void hungUp(Point at) {
        if (doing().filter(it -> it.kind == Span.Kind.WAIT).isPresent()) {
            end(at);
        }
    }

    private void end(Point at) {
        doing().ifPresent(it -> it.to = Optional.of(at));
    }

    private Optional<Draft> doing() {
        return spans.isEmpty() ? Optional.empty() : Optional.of(spans.getLast()).filter(it -> it.to.isEmpty());
    }

    /** It was told to come to its end: by SHUTDOWN, or by SIGTERM. */
    void asked() {
        asked = true;
    }

    void acknowledged() {
        acknowledged = true;
    }

    /**
     * Whether a SIGKILL would be no more than Lambda's usual end: of one that has acknowledged, or that was not told of
     * the shutdown.
     */
    boolean endsAsUsual(boolean inShutdown) {
        return acknowledged || (inShutdown && !asked);
    }

    void started(Point at) {
        lives.add(new Life(at, Optional.empty()));
        begin(Span.Kind.BOOT, "start", at);
    }

    /**
     * Its process ended.
     *
     * @param badly whether that is bad for what it was at; nothing is for a poll that waits
     */
    void exited(Point at, boolean badly) {
        doing().ifPresent(it -> it.end(at, it.label, badly && it.kind != Span.Kind.WAIT));
        if (!lives.isEmpty() && lives.getLast().to().isEmpty()) {
            lives.set(lives.size() - 1, new Life(lives.getLast().from(), Optional.of(at)));
        }
        asked = false;
        acknowledged = false;
    }
}
