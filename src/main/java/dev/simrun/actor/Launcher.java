package dev.simrun.actor;

import dev.simrun.engine.Environment;
import dev.simrun.event.Ending;
import dev.simrun.event.Fact;
import dev.simrun.fake.FakeProcess;
import dev.simrun.fake.Rules;
import dev.simrun.fake.Stage;
import dev.simrun.json.JsonTree;
import dev.simrun.proc.Command;
import dev.simrun.proc.LaunchException;
import dev.simrun.proc.OutputListener.Line;
import dev.simrun.proc.Processes;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Function;
import dev.simrun.sim.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Starts processes and fakes, and puts what they write into the timeline.
 *
 * @param access to the local API
 * @param logStream the hexadecimal part of the log stream's name
 * @param parent simrun's own environment variables
 * @param told of each process that is to be started, by the actor's key
 */
public record Launcher(
        Environment environment,
        Processes processes,
        Function function,
        Access access,
        String logStream,
        Map<String, String> parent,
        BiConsumer<String, Command> told) {

    /** One that tells nobody. */
    public Launcher(
            Environment environment,
            Processes processes,
            Function function,
            Access access,
            String logStream,
            Map<String, String> parent) {
        this(environment, processes, function, access, logStream, parent, (_, _) -> {});
    }

    /** The same that tells somebody of each process. */
    public Launcher telling(BiConsumer<String, Command> somebody) {
        return new Launcher(environment, processes, function, access, logStream, parent, somebody);
    }

    /** Starts a process; where it can't be started, the environment is told. */
    Optional<RunningActor> real(Actor actor, Program.Real program, Consumer<Ending> onEnd) {
        var variables = LambdaVariables.of(actor, program, function, access.address(), logStream, parent);
        var command = new Command(program.argv(), program.cwd(), variables);
        var ended = new CountDownLatch(1);
        told.accept(actor.key(), command);
        try {
            var process = environment.starting(
                    actor.key(),
                    () -> processes.start(
                            command,
                            (stream, lines) -> environment.record(actor.key(), logs(stream, lines)),
                            after(ended, onEnd)));
            return Optional.of(new RunningActor.Real(process, ended));
        } catch (LaunchException impossible) {
            environment.launchFailed(new Input.LaunchFailed(
                    actor.key(),
                    errorType(actor, impossible),
                    impossible.engineText(),
                    actor.key() + " was not started: " + impossible.getMessage()));
            return Optional.empty();
        }
    }

    private static String errorType(Actor actor, LaunchException impossible) {
        if (actor.kind() != Actor.Kind.RUNTIME) {
            return "Extension.LaunchError";
        }
        return impossible.reason() == LaunchException.Reason.BAD_DIRECTORY
                ? "Runtime.InvalidWorkingDir"
                : "Runtime.InvalidEntrypoint";
    }

    RunningActor fake(Actor actor, Rules rules, Consumer<Ending> onEnd) {
        var ended = new CountDownLatch(1);
        var told = after(ended, onEnd);
        // An internal extension is no process of its own.
        var gate = new Gate(environment);
        var stage = stage(actor, gate);
        var process = actor.kind() == Actor.Kind.INTERNAL
                ? FakeProcess.start(actor, rules, stage, told)
                : environment.starting(actor.key(), () -> FakeProcess.start(actor, rules, stage, told));
        return new RunningActor.Fake(process, gate, ended);
    }

    private static Consumer<Ending> after(CountDownLatch ended, Consumer<Ending> onEnd) {
        return ending -> {
            ended.countDown();
            onEnd.accept(ending);
        };
    }

    private Stage stage(Actor actor, Gate gate) {
        return new FakeStage(
                gate,
                environment.time(),
                environment.setup().snapStart().isPresent(),
                access::connect,
                line -> environment.record(actor.key(), log(Fact.Log.Stream.STDOUT, new Line(line, false))));
    }

    private static List<Fact.Log> logs(Fact.Log.Stream stream, List<Line> lines) {
        return lines.stream().map(line -> log(stream, line)).toList();
    }

    private static Fact.Log log(Fact.Log.Stream stream, Line line) {
        var level = line.cut() ? Optional.<String>empty() : level(line.text());
        return new Fact.Log(stream, line.text(), level, line.cut());
    }

    /** The level that a line in Lambda's JSON log format names (WIRE.md §4.5). */
    private static Optional<String> level(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            var level = JsonTree.USUAL.read(line).path("level");
            return level.isString() ? Optional.of(level.asString()) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
