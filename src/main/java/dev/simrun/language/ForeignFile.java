package dev.simrun.language;

import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import java.util.List;
import java.util.Optional;

/** A YAML file that is meant for another tool. */
final class ForeignFile {
    private ForeignFile() {}

    /**
     * Tells whose file it is, where that is plain, and nothing more.
     *
     * @throws ScenarioException if it is such a file
     */
    static void refuse(Node root) {
        if (root instanceof Node.Mapping file
                && file.value(CaseReader.STEPS.name()).isEmpty()) {
            kind(file.keys().map(Node.Scalar::text).toList()).ifPresent(what -> {
                throw new ScenarioException(Problem.of(file.at(), "this is " + what + ", not a scenario")
                        .note("a scenario has a name and steps"));
            });
        }
    }

    private static Optional<String> kind(List<String> keys) {
        if (keys.contains("Resources") || keys.contains("AWSTemplateFormatVersion")) {
            return Optional.of("a CloudFormation or SAM template");
        }
        if (keys.contains("jobs")) {
            return Optional.of("a workflow of a CI service");
        }
        return keys.contains("services") ? Optional.of("a compose file") : Optional.empty();
    }
}
