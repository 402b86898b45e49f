package dev.simrun.language;

import dev.simrun.event.EventType;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import dev.simrun.source.Node;
import java.util.ArrayList;

/** The steps about the processes of actors. */
final class ProcessSteps {
    private static final Key<String> ACTOR = Key.needed("actor", Kind.ACTOR, "whose");
    private static final Key<String> SIGNAL = Key.of("signal", Kind.SIGNAL, "which", "SIGTERM");
    private static final Key<Expected> CODE =
            Key.of("code", EventFields.kind(EventType.PROCESS_EXIT, "code"), "its exit status");
    private static final Key<Expected> KILLED_BY =
            Key.of("signal", EventFields.kind(EventType.PROCESS_EXIT, "signal"), "the signal that killed it");

    static final StepSpec START = StepSpec.of("start", "Starts an actor again if it isn't running.", "- start: audit")
            .movesMark()
            .makes(ACTOR, Step.Start::new);

    static final StepSpec STOP = StepSpec.of(
                    "stop",
                    "Kills an actor's processes with SIGKILL; to the environment that is a crash.",
                    "- stop: runtime")
            .movesMark()
            .atOnce()
            .makes(ACTOR, Step.Stop::new);

    static final StepSpec SEND_SIGNAL = StepSpec.of(
                    "signal",
                    "Sends a signal to an actor's process group.",
                    "- signal: {actor: audit, signal: SIGUSR1}")
            .main(ACTOR, SIGNAL)
            .movesMark()
            .atOnce()
            .reads((common, given) -> {
                var signal = given.or(SIGNAL);
                return given.get(ACTOR).flatMap(actor -> signal.map(it -> new Step.Signal(common, actor, it)));
            });

    static final StepSpec EXIT = StepSpec.of(
                    "expect_exit", "Waits for the end of an actor's process.", "- expect_exit: {actor: audit, code: 0}")
            .main(ACTOR, CODE, KILLED_BY, EventSteps.SINCE)
            .within()
            .reads((common, given) -> {
                var fields =
                        new ArrayList<>(given.without(EventSteps.SINCE, ACTOR).entries());
                given.all().entry(ACTOR.name()).map(EventSteps::actor).ifPresent(fields::add);
                fields.addFirst(EventSteps.type(given.at(), EventType.PROCESS_EXIT));
                return given.get(ACTOR)
                        .flatMap(actor -> EventSteps.fields(given, new Node.Mapping(given.at(), fields))
                                .map(it -> new Step.Exit(common, actor, it, given.known(EventSteps.SINCE))));
            });

    private ProcessSteps() {}
}
