package dev.simrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What Bazel wants of a test that it runs; it says so by variables alone.
 *
 * @see <a href="https://bazel.build/reference/test-encyclopedia">The test encyclopedia</a>
 */
final class Bazel {
    /** The variable that says where it looks for JUnit XML. */
    static final String JUNIT = "XML_OUTPUT_FILE";

    private Bazel() {}

    private static boolean isThere(Map<String, String> environment) {
        return "1".equals(environment.get("BAZEL_TEST")) || shards(environment).isPresent();
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> isThere(environment) && !value.isBlank());
    }

    /** Which shard it has asked for, if it runs several. */
    static Optional<ShardSystem> shards(Map<String, String> environment) {
        return ShardSystem.find(environment).filter(system -> system == ShardSystem.BAZEL);
    }

    /** Where it looks for JUnit XML. */
    static Optional<String> junit(Map<String, String> environment) {
        return value(environment, JUNIT);
    }

    /** The text that {@code --test_filter} gives. */
    static Optional<String> name(Map<String, String> environment) {
        return value(environment, "TESTBRIDGE_TEST_ONLY");
    }

    /** Makes the file by which it learns that the shard is what it asked for. */
    static void acknowledge(Map<String, String> environment) throws ExitException {
        var file = value(environment, "TEST_SHARD_STATUS_FILE");
        if (file.isPresent()) {
            try {
                Files.write(Path.of(file.get()), new byte[0]);
            } catch (IOException unwritable) {
                throw new ExitException(
                        ExitCode.FAULT, "can't make the file TEST_SHARD_STATUS_FILE: " + unwritable.getMessage());
            }
        }
    }
}
