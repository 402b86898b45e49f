package dev.simrun.language;

import dev.simrun.scenario.Arg;
import dev.simrun.scenario.Step;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The steps about names and remarks, which do nothing to the environment. */
final class NameSteps {
    private static final Key<JsonNode> TEXT =
            Key.needed("text", Kind.VALUE, "the text; a mapping of other keys, or a list, is put there as JSON");

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
            .main(TEXT)
            .open(StepSpec.Open.NAMES)
            .reads((common, given) -> note(given).map(value -> new Step.Note(common, value)));

    static final StepSpec PAUSE = StepSpec.of(
                    "pause",
                    "Stops at a prompt, where the case is debugged (simrun repl, --step and the like); elsewhere it"
                            + " does nothing.",
                    "- pause")
            .atOnce()
            .reads((common, _) -> Optional.of(new Step.Pause(common)));

    private NameSteps() {}

    private static Optional<Arg<JsonNode>> note(Arguments given) {
        var others = given.without(TEXT);
        return others.entries().isEmpty()
                ? given.get(TEXT)
                : given.setting().names().read(given.all(), Kind.VALUE.decoder());
    }
}
