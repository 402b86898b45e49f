package dev.simrun.source;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects problems, so that an author sees all of them at once. Not for use by several threads. */
public final class Problems {
    /** How many are kept: nobody reads more, and a broken generator can make millions. */
    static final int LIMIT = 1_000;

    private final Map<Same, Problem> found = new LinkedHashMap<>();

    /** One mistake may be found by several readers, which have different hints. */
    private record Same(Location at, String message) {}

    /** Adds a problem unless the same is told of that place already or {@value #LIMIT} are. */
    public void add(Problem problem) {
        if (!isFull()) {
            found.putIfAbsent(new Same(problem.at(), problem.message()), problem);
        }
    }

    /** Adds a problem of which no more is to be said. */
    public void tell(Location at, String message) {
        add(Problem.of(at, message));
    }

    /** Whether further problems are dropped. */
    boolean isFull() {
        return found.size() >= LIMIT;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All, in the order of their places; those of one place in the order they were added. */
    public List<Problem> list() {
        return found.values().stream().sorted(byPosition()).toList();
    }

    /** Made when there is something to sort: it takes a while, and most files are right. */
    private static Comparator<Problem> byPosition() {
        return Comparator.comparing((Problem problem) -> problem.at().source().name())
                .thenComparingInt(problem -> problem.at().line())
                .thenComparingInt(problem -> problem.at().column());
    }

    public void throwIfAny() {
        if (!isEmpty()) {
            throw new ScenarioException(list());
        }
    }
}
