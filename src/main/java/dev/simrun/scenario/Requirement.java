package dev.simrun.scenario;

import java.util.List;

/** What a scenario needs from the machine; a case is skipped where it is missing. */
public sealed interface Requirement {
    /** A program that is found in {@code PATH}. */
    record Program(String name) implements Requirement {}

    /** A command that exits with status 0. */
    record Run(List<String> argv, String because) implements Requirement {
        public Run {
            argv = List.copyOf(argv);
        }
    }
}
