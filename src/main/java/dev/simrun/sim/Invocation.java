package dev.simrun.sim;

import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.Optional;

/**
 * What a caller asks for.
 *
 * @param requestId as the runtime sees it in {@code Lambda-Runtime-Aws-Request-Id}
 * @param payload the event, handed on unchanged but for one of no bytes, which arrives as {@code {}}
 * @param clientContext JSON text
 * @param cognitoIdentity JSON text
 * @param timeout of the whole invoke phase
 * @param stream whether the caller wants the response as it is made
 */
public record Invocation(
        String requestId,
        Bytes payload,
        Optional<String> clientContext,
        Optional<String> cognitoIdentity,
        Optional<String> tenantId,
        String traceId,
        Duration timeout,
        boolean stream) {}
