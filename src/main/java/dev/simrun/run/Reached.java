package dev.simrun.run;

import java.util.ArrayList;
import java.util.List;

/** The steps of a case that were reached, its own and those of {@code finally}: the first of them and the last one. */
final class Reached {
    /** More than anybody reads of one case. */
    static final int LIMIT = 10_000;

    private final List<StepResult> results = new ArrayList<>();
    private int steps;
    private int finallySteps;

    /** One more has ended; gives it with its number. */
    StepResult add(StepResult ended) {
        var numbered = ended.numbered(ended.inFinally() ? ++finallySteps : ++steps);
        if (results.size() == LIMIT) {
            results.removeLast();
        }
        results.add(numbered);
        return numbered;
    }

    List<StepResult> results() {
        return results;
    }
}
