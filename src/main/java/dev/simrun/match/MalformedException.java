package dev.simrun.match;

import java.util.List;
import java.util.stream.Collectors;

/** An expected tree that can't be read; carries all its malformed places, in written order. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Malformed> problems;

    MalformedException(List<Malformed> problems) {
        super(problems.stream().map(Malformed::message).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Malformed> problems() {
        return problems;
    }
}
