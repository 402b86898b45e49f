package dev.simrun.scenario;

import java.util.List;
import java.util.Optional;

/** The steps that put the environment as a whole into another state. */
final class LifecycleSteps {
    static final List<String> RESTORE_RESULT =
            List.of("outcome", "error_type", "error_message", "duration");

    private static final List<String> REASONS = List.of("timeout", "failure");

    private LifecycleSteps() {}

    static List<StepSpec> all() {
        return List.of(reset(), restore());
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
