package dev.simrun.engine;

import dev.simrun.sim.Effect;
import dev.simrun.sim.Effect.InitReport;
import dev.simrun.sim.Effect.RestoreReport;
import dev.simrun.sim.Effect.ShutdownReport;

import java.util.concurrent.CompletableFuture;

/** How the phases go that are not an invocation's. The environment's lock guards it. */
final class Reports {
    private final CompletableFuture<InitReport> init = new CompletableFuture<>();
    private final CompletableFuture<ShutdownReport> shutdown = new CompletableFuture<>();
    private CompletableFuture<ShutdownReport> reset = new CompletableFuture<>();
    private CompletableFuture<RestoreReport> restore = new CompletableFuture<>();

    /** Of the first init. */
    CompletableFuture<InitReport> init() {
        return init;
    }

    /** Of the environment's end. */
    CompletableFuture<ShutdownReport> shutdown() {
        return shutdown;
    }

    /** Of the reset that is under way or comes next. */
    CompletableFuture<ShutdownReport> reset() {
        return reset;
    }

    /** Of the restore that is under way or comes next. */
    CompletableFuture<RestoreReport> restore() {
        return restore;
    }

    void take(Effect.Report report) {
        switch (report) {
            case Effect.InitEnded(InitReport how) -> init.complete(how);
            case Effect.ShutdownEnded(ShutdownReport how) -> shutdown.complete(how);
            case Effect.ResetEnded(ShutdownReport how) -> {
                var ended = reset;
                reset = new CompletableFuture<>();
                ended.complete(how);
            }
            case Effect.RestoreEnded(RestoreReport how) -> {
                var ended = restore;
                restore = new CompletableFuture<>();
                ended.complete(how);
            }
        }
    }
}
