package dev.simrun.cli;

import dev.simrun.report.GithubAnnotations;
import dev.simrun.report.Secrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a job of GitHub Actions says of itself. */
final class Github {
    /** The variable that says that simrun runs in one. */
    static final String IS_THERE = "GITHUB_ACTIONS";

    private Github() {}

    private static boolean isThere(Map<String, String> environment) {
        return "true".equals(environment.get(IS_THERE));
    }

    private static Optional<Path> path(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> isThere(environment) && !value.isBlank())
                .map(Path::of);
    }

    /** The file that its page is made of. */
    static Optional<Path> jobSummary(Map<String, String> environment) {
        return path(environment, "GITHUB_STEP_SUMMARY");
    }

    /** What shows failures beside the lines of files; empty elsewhere. */
    static Optional<GithubAnnotations> annotations(Map<String, String> environment, Secrets secrets) {
        return isThere(environment)
                ? Optional.of(new GithubAnnotations(path(environment, "GITHUB_WORKSPACE"), secrets))
                : Optional.empty();
    }
}
