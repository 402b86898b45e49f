package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.Optional;

/** What is told of something that stands in a list of steps, or in place of one, and is no step. */
final class StepProblems {
    private StepProblems() {}

    /** How to write what is no list of steps. */
    static String asList(Node node, String where) {
        return switch (node) {
            case Node.Mapping mapping
            when mapping.keys().anyMatch(key -> isStep(key.text())) ->
                "begin each step with \"- \", as in - "
                        + mapping.keys().findFirst().orElseThrow().text();
            case Node.Scalar word
            when isStep(word.text()) -> {
                var spec = Catalogue.step(word.text()).orElseThrow();
                boolean bare = spec.arguments().stream().noneMatch(Key::required);
                yield bare ? "write [" + word.text() + "]" : "such as [" + spec.form() + "]";
            }
            case Node.Scalar word when word.text().startsWith("-") -> "a space is missing after \"-\"";
            default -> where.equals("finally") ? "such as [shutdown: spindown]" : "such as [init, invoke]";
        };
    }

    private static boolean isStep(String word) {
        return Catalogue.step(word).isPresent();
    }

    static Problem secondKey(Node.Entry second) {
        return Problem.of(
                second.key().at(),
                "a second step key \"%s\" in one step: begin a new one with \"- \"".formatted(second.name()));
    }

    /** A step of another tool's form, {@code step: invoke}, or one that there is not. */
    static Problem unknown(Node.Entry entry) {
        var problem = unknown(entry.key());
        return entry.value() instanceof Node.Scalar word && isStep(word.text())
                ? Problem.of(problem.at(), problem.message()).remark("a step is a key of its own: - " + word.text())
                : problem;
    }

    static Problem unknown(Node.Scalar key) {
        var words = key.text().split(" ", 2);
        var cut = words.length > 1 ? Catalogue.step(words[0]) : Optional.<StepSpec>empty();
        if (cut.filter(it -> it.main().isPresent() || !it.arguments().isEmpty()).isPresent()) {
            return Problem.of(key.at(), "a colon is missing after the step's key \"" + words[0] + "\"")
                    .note("write it as in " + cut.get().example());
        }
        var problem = Problem.of(key.at(), "unknown step \"" + key.text() + "\"");
        var glued = key.text().split(":", 2);
        if (glued.length > 1 && isStep(glued[0])) {
            return problem.remark("a space is missing after \"" + glued[0] + ":\"");
        }
        var instead = Hints.step(key.text());
        if (instead.isPresent()) {
            return problem.remark(instead.get());
        }
        var meant = cut.map(StepSpec::key).or(() -> Spelling.nearest(key.text(), Catalogue.stepKeys()));
        return meant.isPresent()
                ? problem.meant(meant)
                : problem.note("steps: " + String.join(", ", Catalogue.stepKeys()));
    }

    static Problem withoutKey(Node.Mapping mapping) {
        var problem = Problem.of(mapping.at(), "this step does nothing");
        if (mapping.value(Modifiers.WAIT.name()).isPresent()) {
            return problem.remark("to let time pass: sleep: 1s");
        }
        var first = mapping.keys().map(Node.Scalar::text).findFirst().orElse("");
        return first.isEmpty() || first.equals(Modifiers.NAME.name())
                ? problem.remark("add what it does, such as invoke: {}")
                : problem.remark("leave out the \"- \": " + first + " stands beside the step that it belongs to");
    }
}
