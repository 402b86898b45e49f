package dev.simrun.engine;

import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Effect.InvokeReport;

import java.util.concurrent.CompletableFuture;

/**
 * An invocation that is under way. Both futures fail with {@link InvokeRefusedException} if the
 * environment does not take it.
 *
 * @param answered what the caller gets, as soon as it is known
 * @param ended when the invoke phase is over, the environment's end included
 */
public record Invoked(
        String requestId,
        CompletableFuture<CallerAnswer> answered,
        CompletableFuture<InvokeReport> ended) {}
