package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for an extension that registers under a name that is not declared. Before the runtime has started, only
 * external extensions run: such a one would be taken for an internal one, and init would wait for ever for the declared
 * one.
 */
record Undeclared(LiveCase live, Case scenarioCase, Consumer<Cut> found) {
    /** Watches a live case from now on. */
    static void watch(LiveCase live, Case scenarioCase, Consumer<Cut> found) {
        live.timeline().listen(new Undeclared(live, scenarioCase, found)::heard);
    }

    private void heard(Event event) {
        boolean takenForInternal = event.as(Fact.ExtensionRegister.class)
                        .filter(it -> it.kind() == Fact.ExtensionRegister.Kind.INTERNAL)
                        .isPresent()
                || event.as(Fact.RequestRefused.class)
                        .filter(it -> it.cause() == Refusal.SHUTDOWN_OF_INTERNAL)
                        .isPresent();
        if (!takenForInternal || live.sending.get() > 0) {
            return;
        }
        boolean runtimeStarted = live.timeline().all().stream()
                .anyMatch(it ->
                        it.fact() instanceof Fact.ProcessStart && it.actor().equals(Event.RUNTIME));
        var internal = scenarioCase.extension(event.actor());
        var waiting = external();
        if (!runtimeStarted && internal.isEmpty() && !waiting.isEmpty()) {
            found.accept(new Cut(Verdict.ERRORED, message(event.actor(), waiting), false));
        }
    }

    private List<String> external() {
        return scenarioCase.extensions().stream()
                .filter(actor -> actor.program() instanceof Program.Real)
                .filter(actor -> actor.kind() == Actor.Kind.EXTERNAL)
                .map(Actor::name)
                .toList();
    }

    private static String message(String name, List<String> declared) {
        return ("an extension registered as \"%s\", which no extension is declared as (declared: %s); "
                        + "give its name in the file: name: %s (one of a folder has the name of its file)")
                .formatted(name, String.join(", ", declared), name);
    }
}
