package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.source.Problem;
import java.util.Collection;

/** What was probably meant by a word that is unknown. */
final class Guess {
    private Guess() {}

    /** The problem with the known word that is near, if one is. */
    static Problem of(Problem problem, String found, Collection<String> known) {
        return Spelling.nearest(found, known)
                .map(guess -> problem.remark("did you mean \"" + guess + "\"?"))
                .orElse(problem);
    }
}
