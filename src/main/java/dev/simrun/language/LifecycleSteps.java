package dev.simrun.language;

import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Step;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that put the environment as a whole into another state, or another time. */
final class LifecycleSteps {
    static final List<String> RESTORE_RESULT =
            List.of("outcome", "error_type", "error_message", "duration");

    private static final List<String> REASONS = List.of("timeout", "failure");

    private LifecycleSteps() {}

    static List<StepSpec> all() {
        return List.of(freeze(), thaw(), reset(), restore(), advance());
    }

    private static StepSpec freeze() {
        return bare(
                "freeze",
                "Stops the whole process trees of all actors (SIGSTOP) and waits until they are"
                        + " stopped; a fake does nothing meanwhile. The next invocation or shutdown"
                        + " thaws by itself. Init is waited for.",
                (common, _) -> Optional.of(new Step.Freeze(common)));
    }

    private static StepSpec thaw() {
        return bare(
                "thaw",
                "Lets what is frozen go on (SIGCONT).",
                (common, _) -> Optional.of(new Step.Thaw(common)));
    }

    private static StepSpec bare(String key, String text, StepSpec.Reader reader) {
        return new StepSpec(
                key,
                text,
                Optional.empty(),
                List.of(),
                false,
                List.of(),
                Set.of(),
                "- " + key,
                reader);
    }

    private static StepSpec advance() {
        return new StepSpec(
                "advance",
                "Lets time pass, with clock: virtual: what is due in it happens, and it takes no"
                        + " real time.",
                Optional.of("by"),
                List.of(Key.of("by", Type.DURATION, "how much").needed()),
                false,
                List.of(),
                Set.of(),
                "- advance: 5m",
                (common, arguments) ->
                        arguments
                                .required("by", arguments.arg("by", Decoders.DURATION))
                                .map(by -> new Step.Advance(common, by)));
    }

    private static StepSpec reset() {
        return new StepSpec(
                "reset",
                "Resets the environment as a fault does: all processes are shut down, and the next"
                        + " invocation begins with init. /tmp is kept.",
                Optional.of("reason"),
                List.of(
                        new Key(
                                "reason",
                                Type.TEXT,
                                REASONS,
                                false,
                                "what SHUTDOWN tells the extensions",
                                "failure")),
                false,
                VerbSteps.SHUTDOWN_RESULT,
                VerbSteps.PHASE,
                "- reset",
                (common, arguments) -> {
                    var reason =
                            arguments.node("reason").isEmpty()
                                    ? Optional.of(Arg.of(arguments.at(), "failure"))
                                    : arguments.arg(
                                            "reason",
                                            Decoders.choice("a reset reason", REASONS, true));
                    return reason.map(r -> new Step.Reset(common, r));
                });
    }

    private static StepSpec restore() {
        return new StepSpec(
                "restore",
                "Restores the snapshot of a function with SnapStart now, before the first"
                        + " invocation would.",
                Optional.empty(),
                List.of(),
                false,
                RESTORE_RESULT,
                VerbSteps.PHASE,
                "- restore",
                (common, _) -> Optional.of(new Step.Restore(common)));
    }
}
