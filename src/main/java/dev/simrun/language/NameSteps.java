package dev.simrun.language;

import dev.simrun.scenario.Step;
import java.util.Optional;

/** The steps about names and remarks, which do nothing to the environment. */
final class NameSteps {
    private static final Key<String> TEXT = Key.needed("text", Kind.TEXT, "the text");

    static final StepSpec SET = StepSpec.of("set", "Binds values to names.", "- set: {order: {id: 7}}")
            .open(StepSpec.Open.NAMES)
            .atOnce()
            .reads((common, given) -> {
                if (given.all().entries().isEmpty()) {
                    given.tell(given.at(), "set binds nothing");
                }
                var values = given.map(given.all(), Kind.VALUE.decoder());
                given.all().keys().forEach(key -> given.setting().names().bind(key.text(), key.at()));
                return Optional.of(new Step.SetNames(common, values));
            });

    static final StepSpec NOTE = StepSpec.of("note", "Puts a text into the timeline.", "- note: now the second order")
            .atOnce()
            .makes(TEXT, Step.Note::new);

    static final StepSpec PAUSE = StepSpec.of(
                    "pause",
                    "Stops at a prompt, where the case is debugged (simrun repl, --step and the like); elsewhere it"
                            + " does nothing.",
                    "- pause")
            .atOnce()
            .reads((common, _) -> Optional.of(new Step.Pause(common)));

    private NameSteps() {}
}
