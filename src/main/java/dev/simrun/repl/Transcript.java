package dev.simrun.repl;

import dev.simrun.scenario.Step;
import dev.simrun.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps that have passed so far, those of the file and typed ones, as they were written. */
final class Transcript {
    private static final String KEY = "steps";

    private final List<StepSource> steps = new ArrayList<>();

    void add(Step step) {
        if (!(step instanceof Step.Pause)) {
            steps.add(StepSource.of(step));
        }
    }

    int count() {
        return steps.size();
    }

    /**
     * A scenario with these steps in place of those of another, which stays as it is otherwise.
     *
     * @return empty where its steps don't begin in a line of their own
     */
    Optional<String> scenario(Source source) {
        return scenario(source, List.of());
    }

    /** The same with further steps, each in a line. */
    Optional<String> scenario(Source source, List<String> more) {
        var blocks = Blocks.of(source.text());
        if (!blocks.has(KEY)) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (var block : blocks.blocks()) {
            if (block.key().equals(KEY)) {
                block.lines().stream()
                        .takeWhile(line -> line.startsWith("#"))
                        .forEach(line -> text.append(line).append('\n'));
                text.append("steps:\n");
                steps.forEach(step -> text.append(step.item("  ")));
                more.forEach(step -> text.append("  ").append(step).append('\n'));
                text.append(block.equals(blocks.blocks().getLast()) ? "" : "\n");
            } else {
                block.lines().forEach(line -> text.append(line).append('\n'));
            }
        }
        return Optional.of(text.toString());
    }
}
