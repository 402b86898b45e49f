package dev.simrun.repl;

import dev.simrun.match.Seconds;
import dev.simrun.run.ActorView;
import dev.simrun.run.Session;
import java.util.stream.Collectors;

/** The prompt and the status line; the session is asked anew whenever they are shown. */
record Prompt(Session session) {
    /** Such as {@code shutdown:3/4 +1.204s ▸}. */
    String text() {
        return place() + " +" + Seconds.exact(session.view().elapsed()) + "s ▸ ";
    }

    private String place() {
        var file = session.file().path().getFileName().toString();
        var name = file.replaceFirst("\\.ya?ml$", "");
        int count = session.scenarioCase().steps().size();
        if (count == 0) {
            return name;
        }
        return name + ":" + (session.next() < count ? session.next() + 1 + "/" + count : "end");
    }

    /** Phase, clock and actors, in one line. */
    String status() {
        var actors = session.view().actors().stream().map(Prompt::brief).collect(Collectors.joining("  "));
        var running =
                session.stepUnderWay().map(step -> "in " + step.common().key()).orElse("running");
        var clock = session.view().stands() ? "held" : running;
        return "%s  +%ss %s  %s"
                .formatted(session.view().state(), Seconds.exact(session.view().elapsed()), clock, actors);
    }

    private static String brief(ActorView actor) {
        var pending = actor.pending() == 0 ? "" : " (" + actor.pending() + " pending)";
        var state = actor.program().equals("none")
                ? "played by the scenario"
                : actor.running() ? actor.registered() ? "registered" : "running" : "off";
        return actor.name() + ": " + state + pending;
    }
}
