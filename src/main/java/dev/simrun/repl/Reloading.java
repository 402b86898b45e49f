package dev.simrun.repl;

import dev.simrun.run.Session;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;
import java.util.List;
import java.util.stream.IntStream;

/** Goes on with a file that was edited, at the same step. */
record Reloading(Session session) {
    private static final String OTHERS = "; what stands outside steps and finally takes effect with restart";

    /** Puts the steps of another reading in place, and tells what came of it in a line. */
    String replace(ScenarioFile other) throws CommandException {
        var label = session.scenarioCase().label();
        var row =
                other.cases().stream().filter(one -> one.label().equals(label)).findFirst();
        if (row.isEmpty()) {
            throw new CommandException("the file has no row " + label + " any more");
        }
        var before = session.file();
        int position = position(texts(session.scenarioCase()), texts(row.get()), session.next());
        session.replace(other, row.get(), position);
        var others = others(before).equals(others(other)) ? "" : OTHERS;
        return "reloaded: " + Counted.of(row.get().steps().size(), "step") + others + "\n";
    }

    private static List<StepSource> texts(Case one) {
        return one.steps().stream().map(StepSource::of).toList();
    }

    /**
     * Where the next step stands now. As many steps follow it as before, unless one of those was added or removed; then
     * as many stand before it.
     */
    static int position(List<StepSource> before, List<StepSource> after, int next) {
        if (same(before, after) >= next) {
            return next;
        }
        int following = before.size() - next;
        int sameAtEnd = same(before.reversed(), after.reversed());
        boolean restUnchanged = sameAtEnd >= following - 1 && following <= after.size();
        return restUnchanged ? after.size() - following : Math.min(next, after.size());
    }

    /** How many are the same before the first that differs. */
    private static int same(List<StepSource> before, List<StepSource> after) {
        int least = Math.min(before.size(), after.size());
        return Math.toIntExact(IntStream.range(0, least)
                .takeWhile(i -> before.get(i).equals(after.get(i)))
                .count());
    }

    /** What a session takes from its file when it begins. */
    private static Blocks others(ScenarioFile file) {
        return Blocks.of(file.source().text()).without(List.of("steps", "finally"));
    }
}
