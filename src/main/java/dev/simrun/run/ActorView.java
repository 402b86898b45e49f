package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.sim.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An actor as it is at some moment.
 *
 * @param name in events
 * @param program {@code process}, {@code fake} or {@code none}
 * @param running whether it has been started and has not ended
 * @param registered whether it is an extension that has registered
 * @param events that it registered for
 * @param pending how many events are queued for it and not yet delivered
 */
public record ActorView(
        String name, String program, boolean running, boolean registered, List<String> events, int pending) {
    public ActorView {
        events = List.copyOf(events);
    }

    /** Those of a case: the runtime, then the extensions, then those that nobody declared. */
    static List<ActorView> all(LiveCase live) {
        var one = live.scenarioCase;
        var views = new ArrayList<ActorView>();
        Stream.concat(Stream.of(one.runtime()), one.extensions().stream())
                .map(actor -> view(live, actor.key(), program(actor)))
                .forEach(views::add);
        live
                .environment
                .look(all ->
                        all.extensions().all().stream().map(Extension::name).toList())
                .stream()
                .filter(name -> views.stream().noneMatch(view -> view.name().equals(name)))
                .map(name -> view(live, name, "none"))
                .forEach(views::add);
        return views;
    }

    private static String program(Actor actor) {
        return switch (actor.program()) {
            case Program.Real _ -> "process";
            case Program.Fake _ -> "fake";
            case Program.None _ -> "none";
        };
    }

    private static ActorView view(LiveCase live, String name, String program) {
        boolean running = live.actors.alive(name);
        return live.environment.look(all -> all.extensions()
                .byName(name)
                .filter(_ -> !name.equals(Event.RUNTIME))
                .map(extension -> new ActorView(
                        name,
                        program,
                        running,
                        true,
                        extension.events().stream().map(Enum::name).toList(),
                        extension.pending()))
                .orElse(new ActorView(name, program, running, false, List.of(), 0)));
    }
}
