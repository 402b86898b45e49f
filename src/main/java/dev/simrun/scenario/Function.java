package dev.simrun.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The function that an environment runs, with Lambda's defaults where the file says nothing.
 *
 * @param timeout from 1 ms to 900 s
 * @param runtime Lambda's identifier, such as {@code python3.13}
 * @param env the function's own variables, none of them reserved (WIRE.md 6.4)
 * @param freeze whether processes are frozen after init and between invocations
 */
public record Function(
        String name,
        String version,
        Optional<String> runtime,
        long memoryBytes,
        Duration timeout,
        String handler,
        String region,
        String account,
        String arn,
        Map<String, String> env,
        LogFormat logFormat,
        InitializationType initializationType,
        boolean freeze) {
    public Function {
        env = Values.inOrder(env);
    }

    /** How its environments come to be, as in {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
    public enum InitializationType {
        ON_DEMAND("on-demand"),
        PROVISIONED_CONCURRENCY("provisioned-concurrency"),
        SNAP_START("snap-start");

        private final String wireName;

        InitializationType(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** How Lambda writes log lines. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}
