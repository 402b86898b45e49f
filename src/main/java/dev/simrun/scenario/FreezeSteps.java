package dev.simrun.scenario;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that stop an environment's processes and let them go on. */
final class FreezeSteps {
    private FreezeSteps() {}

    static List<StepSpec> all() {
        return List.of(
                step(
                        "freeze",
                        "Stops the whole process trees of all actors (SIGSTOP) and waits until they"
                                + " are stopped; a fake does nothing meanwhile. The next invocation"
                                + " or shutdown thaws by itself. Init is waited for.",
                        (common, _) -> Optional.of(new Step.Freeze(common))),
                step(
                        "thaw",
                        "Lets what is frozen go on (SIGCONT).",
                        (common, _) -> Optional.of(new Step.Thaw(common))));
    }

    private static StepSpec step(String key, String text, StepSpec.Reader reader) {
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
}
