package dev.simrun.sim;

import dev.simrun.event.Refusal;

import java.util.OptionalLong;

/** The requests of clients, and what they mean for the phase that the environment is in. */
final class Calls {
    private final World world;
    private final RuntimeCalls runtime;
    private final StreamCalls streams;
    private final ExtensionCalls extensions;
    private final ShutdownPhase shutdown;

    Calls(
            World world,
            RuntimeCalls runtime,
            StreamCalls streams,
            ExtensionCalls extensions,
            ShutdownPhase shutdown) {
        this.world = world;
        this.runtime = runtime;
        this.streams = streams;
        this.extensions = extensions;
        this.shutdown = shutdown;
    }

    /** Takes a call; true if the client reported with it that the environment can't go on. */
    boolean take(Input.Call call) {
        if (world.phase() == Phase.TERMINATED) {
            world.reply(call.call(), new Reply.Closed());
            return false;
        }
        switch (call) {
            case Input.RuntimeNext next -> runtime.next(next);
            case Input.RuntimeResponse response -> runtime.response(response);
            case Input.ResponseStart start ->
                    runtime.mayStream(start).ifPresent(running -> streams.start(start, running));
            case Input.ResponseChunk chunk -> streams.chunk(chunk);
            case Input.ResponseEnd end -> streams.end(end);
            case Input.RuntimeError error -> runtime.error(error);
            case Input.RestoreNext next -> runtime.restoreNext(next);
            case Input.Register register -> extensions.register(register);
            case Input.ExtensionNext next -> extensionNext(next);
            case Input.ExtensionInitError error -> extensions.initError(error);
            case Input.ExtensionExitError error -> extensions.exitError(error);
            case Input.RuntimeInitError error -> {
                return initError(error);
            }
            case Input.RestoreError error -> {
                return runtime.restoreError(error, Refusal.RESTORE_OUT_OF_PLACE);
            }
        }
        return false;
    }

    /** While a snapshot is restored it counts as restore/error (WIRE.md §2.6). */
    private boolean initError(Input.RuntimeInitError error) {
        if (world.phase() == Phase.RESTORE) {
            var failed =
                    new Input.RestoreError(
                            error.call(), error.errorType(), error.body(), error.errorMessage());
            return runtime.restoreError(failed, Refusal.RUNTIME_INIT_ERROR_AFTER_INIT);
        }
        boolean initialising = world.phase() == Phase.NEW || world.phase() == Phase.INIT;
        return runtime.initError(error) && initialising;
    }

    private void extensionNext(Input.ExtensionNext next) {
        boolean waitedForShutdown = world.phase() == Phase.SHUTDOWN;
        var before = next.identifier().flatMap(id -> world.extensions.byId(id));
        boolean delivered = before.filter(e -> e.shutdownDelivered.isPresent()).isPresent();
        var polled = extensions.next(next);
        if (waitedForShutdown && delivered) {
            polled.ifPresent(shutdown::polled);
        }
    }

    /** The client of a call left. */
    void gone(long call) {
        world.runtime.waitingCalls.remove(call);
        if (world.runtime.restoreCall.equals(OptionalLong.of(call))) {
            world.runtime.restoreCall = OptionalLong.empty();
        }
        streams.gone(call);
        extensions.gone(call);
    }
}
