package dev.simrun.repl;

import dev.simrun.scenario.Step;
import dev.simrun.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps that were carried out so far, those of the file and typed ones, as they were written. */
final class Transcript {
    private static final String KEY = "steps";
    private static final String UNDER_WAY = "it had not ended";
    private static final String BESIDE = "while the step above was under way";

    private final List<Done> steps = new ArrayList<>();

    /**
     * A step that was begun.
     *
     * @param remark that stands above it; empty for one that has passed
     * @param next whether it is the file's next step, which may be tried again
     */
    private record Done(Step step, StepSource source, String remark, boolean next) {
        boolean isUnderWay() {
            return remark.equals(UNDER_WAY);
        }

        Done with(String other, boolean stillNext) {
            return new Done(step, source, other, stillNext);
        }
    }

    /** A step begins; if it is one of the file, what came of the last time that it was tried no longer counts. */
    void begin(Step step, boolean ofFile) {
        if (ofFile) {
            steps.removeIf(Done::next);
        }
        add(new Done(step, source(step, ofFile), UNDER_WAY, ofFile));
    }

    private void add(Done done) {
        if (!(done.step() instanceof Step.Pause)) {
            steps.add(done);
        }
    }

    private static StepSource source(Step step, boolean ofFile) {
        return ofFile ? StepSource.of(step) : StepSource.of(step).tidied();
    }

    /** The step that was begun has passed. */
    void passed(Step step) {
        end(step, Optional.of(""));
    }

    /**
     * The step that was begun did not pass; or another one did not, so that it was not begun at all.
     *
     * @param why if it did what it is there for, all the same
     */
    void failed(Step step, Optional<String> why) {
        end(step, why.map(it -> "did not pass: " + it.lines().findFirst().orElse("")));
    }

    private void end(Step step, Optional<String> remark) {
        var kept = remark.filter(
                _ -> steps.stream().anyMatch(it -> it.isUnderWay() && it.step().equals(step)));
        kept.ifPresent(it ->
                steps.replaceAll(one -> one.isUnderWay() ? one.with(it, one.next() && !it.isEmpty()) : one));
        steps.removeIf(Done::isUnderWay);
    }

    /** A step has passed while another one was under way. */
    void beside(Step step) {
        add(new Done(step, source(step, false), BESIDE, false));
    }

    /** What did not pass of the file stays, as it isn't tried again. */
    void passedOver() {
        steps.replaceAll(it -> it.with(it.remark(), false));
    }

    int count() {
        return steps.size();
    }

    /** How many of them have not passed. */
    int open() {
        return Math.toIntExact(steps.stream()
                .filter(it -> !it.remark().isEmpty() && !it.remark().equals(BESIDE))
                .count());
    }

    private static String item(Done done) {
        var remark = done.remark().isEmpty() ? "" : "  # " + done.remark() + "\n";
        return remark + done.source().item("  ");
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
                steps.forEach(step -> text.append(item(step)));
                more.forEach(step -> text.append("  ").append(step).append('\n'));
                text.append(block.equals(blocks.blocks().getLast()) ? "" : "\n");
            } else {
                block.lines().forEach(line -> text.append(line).append('\n'));
            }
        }
        return Optional.of(text.toString());
    }
}
