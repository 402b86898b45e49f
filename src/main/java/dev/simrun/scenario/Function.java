package dev.simrun.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The function that an environment runs, with Lambda's defaults where the file says nothing.
 *
 * @param timeout from 1 ms to 900 s
 * @param env the function's own variables, none of them reserved (WIRE.md 6.4)
 * @param freeze whether processes are frozen after init and between invocations
 */
public record Function(
        String name,
        String version,
        long memoryBytes,
        Duration timeout,
        String handler,
        String region,
        String account,
        String arn,
        Map<String, String> env,
        LogFormat logFormat,
        boolean freeze) {
    public Function {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    /** How Lambda writes log lines. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}
