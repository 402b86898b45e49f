package dev.simrun.language;

import dev.simrun.match.Malformed;
import dev.simrun.scenario.Expected;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;

/** What is wrong with a matcher, at its place in the file. */
final class Malformations {
    private Malformations() {}

    static Problem problem(Node node, Malformed malformed) {
        var problem = Problem.of(place(node, malformed), malformed.message());
        for (var note : malformed.notes()) {
            problem = problem.note(note);
        }
        var remark = malformed.suggestion();
        return remark.isPresent()
                ? problem.remark("did you mean \"" + remark.get() + "\"?")
                : problem;
    }

    /** An operator that is unknown is shown where its name stands, else the value is. */
    private static Location place(Node node, Malformed malformed) {
        var path = malformed.path();
        boolean atKey =
                malformed.message().startsWith("unknown operator")
                        || malformed.message().contains("beside plain keys");
        if (atKey && !path.isEmpty()) {
            var parent = new Expected(node).find(path.subList(0, path.size() - 1));
            if (parent instanceof Node.Mapping mapping) {
                var entry =
                        mapping.entries().stream()
                                .filter(e -> e.key().text().equals(path.getLast()))
                                .findFirst();
                if (entry.isPresent()) {
                    return entry.get().key().at();
                }
            }
        }
        return new Expected(node).locate(path);
    }
}
