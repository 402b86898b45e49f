package dev.simrun.scenario;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The step that moves a virtual clock. */
final class ClockSteps {
    private ClockSteps() {}

    static List<StepSpec> all() {
        return List.of(
                new StepSpec(
                        "advance",
                        "Lets time pass, with clock: virtual: what is due in it happens, and it"
                                + " takes no real time.",
                        Optional.of("by"),
                        List.of(Key.of("by", Type.DURATION, "how much").needed()),
                        false,
                        List.of(),
                        Set.of(),
                        "- advance: 5m",
                        (common, arguments) ->
                                arguments
                                        .required("by", arguments.arg("by", Decoders.DURATION))
                                        .map(by -> new Step.Advance(common, by))));
    }
}
