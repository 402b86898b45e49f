package dev.simrun.fake;

import dev.simrun.event.Ending;
import dev.simrun.scenario.Actor;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A fake that runs: to its environment it starts, takes signals and ends as a process does. */
public final class FakeProcess {
    private final Script script;
    private final Behaviour behaviour;
    private final Consumer<Ending> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread thread;

    private FakeProcess(Actor actor, Rules rules, Stage stage, Consumer<Ending> onEnd) {
        this.onEnd = onEnd;
        this.behaviour = new Behaviour(stage, this::end);
        this.script = switch (actor.kind()) {
            case RUNTIME -> new RuntimeScript(behaviour, rules);
            case EXTERNAL, INTERNAL -> new ExtensionScript(actor, behaviour, rules);
        };
        this.thread = stage.start("simrun-fake-" + actor.key(), this::live);
    }

    /**
     * Starts a fake.
     *
     * @param rules kept by the caller, for the counts go on when the actor is started again
     * @param onEnd told once, from a thread of the fake's
     */
    public static FakeProcess start(Actor actor, Rules rules, Stage stage, Consumer<Ending> onEnd) {
        return new FakeProcess(actor, rules, stage, onEnd);
    }

    private void live() {
        Ending end;
        try {
            end = script.run();
        } catch (InterruptedException endedFromOutside) {
            return; // whoever interrupts says how it ended
        } catch (IOException broken) {
            behaviour.tellUnlessOver(broken);
            end = Behaviour.FAILED;
        }
        finish(end);
    }

    /** Does what a process does at that signal; only SIGTERM can be answered by rules. */
    public void signal(String name) {
        switch (name) {
            case "SIGCONT", "SIGCHLD", "SIGWINCH", "SIGURG" -> {}
            case "SIGTERM" -> {
                if (!behaviour.deaf()) {
                    behaviour.start("simrun-fake-sigterm", this::terminate);
                }
            }
            default -> end(new Ending.Signal(name));
        }
    }

    private void terminate() {
        try {
            script.terminated().ifPresent(this::end);
        } catch (InterruptedException endedMeanwhile) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            behaviour.tellUnlessOver(broken);
        }
    }

    /** Ends it at once, in the given way; nothing if it has ended. */
    public void end(Ending end) {
        if (!ended.get()) {
            finish(end);
            thread.interrupt();
        }
    }

    private void finish(Ending end) {
        if (ended.compareAndSet(false, true)) {
            behaviour.end();
            onEnd.accept(end);
        }
    }

    /** Whether it has not ended. */
    public boolean alive() {
        return !ended.get();
    }
}
