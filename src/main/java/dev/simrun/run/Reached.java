package dev.simrun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The steps of a case that were reached, its own and those of {@code finally}: the first of each list and its last. */
final class Reached {
    /** Of each list; more than anybody reads of one case. */
    static final int LIMIT = 10_000;

    private final Part own = new Part();
    private final Part ofFinally = new Part();

    /** One list: the {@code finally} of a case leaves the step that failed where it is. */
    private static final class Part {
        private final List<StepResult> results = new ArrayList<>();
        private int count;

        StepResult add(StepResult ended) {
            var numbered = ended.numbered(++count);
            if (results.size() == LIMIT) {
                results.removeLast();
            }
            results.add(numbered);
            return numbered;
        }
    }

    /** One more has ended; gives it with its number. */
    StepResult add(StepResult ended) {
        return (ended.inFinally() ? ofFinally : own).add(ended);
    }

    List<StepResult> results() {
        return Stream.concat(own.results.stream(), ofFinally.results.stream()).toList();
    }
}
