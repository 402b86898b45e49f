package dev.simrun.cli;

import dev.simrun.language.CommandLine;
import dev.simrun.proc.Command;
import dev.simrun.proc.Processes;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Requirement;
import dev.simrun.source.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is known of the programs of scenarios before they are run. */
final class Programs {
    private static final String PATH = "PATH";

    private Programs() {}

    /** The actors that could not be started as things are, each once; not those that a scenario requires anyway. */
    static List<Problem> missing(List<Planned> cases, Map<String, String> environment) {
        return cases.stream()
                .flatMap(planned -> missing(planned, environment))
                .distinct()
                .toList();
    }

    private static Stream<Problem> missing(Planned planned, Map<String, String> environment) {
        var one = planned.scenarioCase();
        return Stream.concat(Stream.of(one.runtime()), one.extensions().stream())
                .flatMap(actor -> actor.program() instanceof Program.Real real && !isRequired(planned, real)
                        ? missing(planned, actor, real, environment)
                        : Stream.of());
    }

    private static boolean isRequired(Planned planned, Program.Real real) {
        return planned.file()
                .requires()
                .contains(new Requirement.Program(real.argv().getFirst()));
    }

    private static Stream<Problem> missing(
            Planned planned, Actor actor, Program.Real real, Map<String, String> environment) {
        var program = real.argv().getFirst();
        var variables = new HashMap<String, String>();
        var function = planned.scenarioCase().function().env();
        for (var each : List.of(environment, real.inherited(), function, real.env())) {
            if (each.containsKey(PATH)) {
                variables.put(PATH, each.get(PATH));
            }
        }
        return Processes.obstacle(new Command(real.argv(), real.cwd(), variables)).stream()
                .map(why -> Problem.of(actor.at(), actor.key() + " would not be started: " + why))
                .map(it -> real.argv().size() == 1 && program.contains(" ")
                        ? it.remark("write " + CommandLine.list(program))
                        : it);
    }
}
