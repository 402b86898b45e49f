package dev.simrun.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment is made of.
 *
 * @param functionName as in {@code AWS_LAMBDA_FUNCTION_NAME}
 * @param functionVersion such as {@code $LATEST}
 * @param arn the ARN that callers use
 * @param snapStart present if a snapshot is taken after init and restored before the first invocation
 * @param runtimeHasProcess false if the scenario plays the runtime itself
 * @param externals the declared external extensions, in file order
 * @param actors the names that extensions have in events, by those under which they register, where these differ: its
 *     file's base name in Lambda
 * @param extensionsOff whether the Extensions API is not there (WIRE.md §3.1)
 * @param freeze whether processes are frozen after init and between invocations
 * @param maxConcurrency how many invocations it may have at the same time; 1 but for Managed Instances (WIRE.md §7)
 */
public record Setup(
        String functionName,
        String functionVersion,
        String handler,
        String accountId,
        String arn,
        Limits limits,
        Optional<SnapStart> snapStart,
        boolean runtimeHasProcess,
        List<External> externals,
        Map<String, String> actors,
        boolean extensionsOff,
        boolean freeze,
        int maxConcurrency) {

    public Setup {
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException("maxConcurrency " + maxConcurrency);
        }
        externals = List.copyOf(externals);
        actors = Map.copyOf(actors);
    }

    /** The name in events of an extension that registers under that one. */
    public String actor(String registeredName) {
        return actors.getOrDefault(registeredName, registeredName);
    }

    /** Whether an external extension is declared to register under that name. */
    boolean isExternal(String registeredName) {
        boolean ofAnother = actors.containsValue(registeredName) && !actors.containsKey(registeredName);
        return !ofAnother && externals.stream().map(External::name).anyMatch(actor(registeredName)::equals);
    }

    /**
     * What a function with SnapStart reads its credentials with and what it then gets (WIRE.md §2.7): a snapshot must
     * not hold any.
     *
     * @param token for the {@code Authorization} header
     */
    public record SnapStart(String token, String accessKeyId, String secretAccessKey, String sessionToken) {}

    /**
     * An external extension that init starts and waits for.
     *
     * @param name the name it has in events
     * @param hasProcess false if the scenario plays it itself
     */
    public record External(String name, boolean hasProcess) {}

    /**
     * What Lambda fixes and a test may want shorter.
     *
     * @param init of the whole init phase; 10 s in Lambda
     * @param shutdown of the whole shutdown phase with an external extension; 2 s in Lambda
     * @param shutdownRuntime the runtime's share of it; 300 ms in Lambda
     * @param shutdownInternal what the runtime has if all extensions are internal; 500 ms in Lambda
     * @param restore of a snapshot, hooks included; 10 s in Lambda
     * @param payloadBytes of an event or a buffered response; 6,291,556 in Lambda
     */
    public record Limits(
            Duration init,
            Duration shutdown,
            Duration shutdownRuntime,
            Duration shutdownInternal,
            Duration restore,
            long payloadBytes) {}
}
