package dev.simrun.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Systems that run parts of a job beside each other and tell each by variables which it is; in this order they count.
 */
enum ShardSystem {
    BAZEL("Bazel", "TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS", 0),
    CIRCLE_CI("CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0),
    BUILDKITE("Buildkite", "BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0),
    GITLAB("GitLab", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
    AWS_BATCH("AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", 0),
    /** Indexed Jobs say which they are, not of how many. */
    KUBERNETES("Kubernetes", "JOB_COMPLETION_INDEX", "", 0);

    private final String title;
    private final String index;
    private final String count;
    private final int first;

    ShardSystem(String title, String index, String count, int first) {
        this.title = title;
        this.index = index;
        this.count = count;
        this.first = first;
    }

    String title() {
        return title;
    }

    /** The first that has said which part this is. */
    static Optional<ShardSystem> find(Map<String, String> environment) {
        return Arrays.stream(values())
                .filter(system -> number(environment, system.index) >= 0)
                .filter(system -> system.count.isEmpty() || number(environment, system.count) > 0)
                .findFirst();
    }

    /** Which part this is, from 1. */
    int index(Map<String, String> environment) {
        return number(environment, index) - first + 1;
    }

    /** How many there are, if it says so. */
    Optional<Integer> count(Map<String, String> environment) {
        return count.isEmpty() ? Optional.empty() : Optional.of(number(environment, count));
    }

    /** What a variable says; below 0 if it is no number, or not there. */
    private static int number(Map<String, String> environment, String variable) {
        var value = environment.getOrDefault(variable, "");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    }

    /** All variables, for a message. */
    static String variables() {
        return Arrays.stream(values())
                .map(system -> system.index + " (" + system.title + ")")
                .collect(Collectors.joining(", "));
    }
}
