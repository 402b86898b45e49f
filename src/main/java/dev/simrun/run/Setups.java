package dev.simrun.run;

import dev.simrun.actor.LambdaVariables;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Function;
import dev.simrun.sim.Setup;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the environment of a case is told of it. */
final class Setups {
    private Setups() {}

    static Setup of(Case scenarioCase) {
        var function = scenarioCase.function();
        var limits = scenarioCase.limits();
        return new Setup(
                function.name(),
                function.version(),
                function.handler(),
                function.account(),
                function.arn(),
                new Setup.Limits(
                        limits.init(),
                        limits.shutdown(),
                        limits.shutdownRuntime(),
                        limits.shutdownInternal(),
                        limits.restore(),
                        limits.payloadBytes()),
                snapStart(function),
                hasProcess(scenarioCase.runtime()),
                scenarioCase.extensions().stream()
                        .filter(_ -> !scenarioCase.extensionsOff())
                        .filter(actor -> actor.kind() == Actor.Kind.EXTERNAL)
                        .map(actor -> new Setup.External(actor.key(), hasProcess(actor)))
                        .toList(),
                scenarioCase.extensions().stream().collect(Collectors.toMap(Actor::name, Actor::key)),
                scenarioCase.extensionsOff(),
                function.freeze(),
                1);
    }

    private static Optional<Setup.SnapStart> snapStart(Function function) {
        return function.initializationType() == Function.InitializationType.SNAP_START
                ? Optional.of(LambdaVariables.SNAP_START)
                : Optional.empty();
    }

    /** Whether an actor is one that is started, not one that the scenario plays itself. */
    static boolean hasProcess(Actor actor) {
        return !(actor.program() instanceof Program.None);
    }
}
