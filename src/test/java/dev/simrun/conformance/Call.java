package dev.simrun.conformance;

import dev.simrun.sim.Invocation;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.Optional;

/** What the caller of a function sends; empty texts stand for headers that it leaves out. */
record Call(String requestId, Bytes payload, String tenantId, String traceId, Duration timeout, boolean isStreamed) {

    /** A call like most: traced, and with a minute of time. */
    static Call of(String requestId) {
        return new Call(requestId, Bytes.utf8("{\"n\":1}"), "", "Root=1-2-3;Sampled=1", Duration.ofMinutes(1), false);
    }

    Call with(Bytes otherPayload) {
        return new Call(requestId, otherPayload, tenantId, traceId, timeout, isStreamed);
    }

    Call ofTenant(String tenant) {
        return new Call(requestId, payload, tenant, traceId, timeout, isStreamed);
    }

    Call untraced() {
        return new Call(requestId, payload, tenantId, "", timeout, isStreamed);
    }

    Call within(Duration limit) {
        return new Call(requestId, payload, tenantId, traceId, limit, isStreamed);
    }

    /** The caller takes the response as it is made. */
    Call streamed() {
        return new Call(requestId, payload, tenantId, traceId, timeout, true);
    }

    Invocation invocation() {
        return new Invocation(
                requestId,
                payload,
                Optional.empty(),
                Optional.empty(),
                Optional.of(tenantId).filter(tenant -> !tenant.isEmpty()),
                traceId,
                timeout,
                isStreamed);
    }
}
