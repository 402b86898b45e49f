package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.event.Refusal;
import java.util.OptionalLong;

/** The requests of clients, and what they mean for the phase that the environment is in. */
record Calls(
        World world,
        RuntimeCalls runtime,
        PostCalls posts,
        StreamCalls streams,
        ExtensionCalls extensions,
        ShutdownPhase shutdown) {
    void take(Input.Call call) {
        if (world.phase() == Phase.TERMINATED) {
            world.reply(call.call(), new Reply.Closed());
            return;
        }
        switch (call) {
            case Input.RuntimeNext next -> runtime.next(next);
            case Input.PostStart start -> posts.start(start);
            case Input.PostBody body -> posts.body(body);
            case Input.RuntimeResponse response ->
                runtime.begin(response).ifPresent(running -> runtime.response(response, running));
            case Input.ResponseStart start ->
                runtime.mayStream(start).ifPresent(running -> streams.start(start, running));
            case Input.ResponseChunk chunk -> streams.chunk(chunk);
            case Input.ResponseEnd end -> streams.end(end);
            case Input.RuntimeError error -> runtime.begin(error).ifPresent(running -> runtime.error(error, running));
            case Input.RestoreNext next -> runtime.restoreNext(next);
            case Input.RuntimeInitError error -> runtime.initError(error);
            case Input.RestoreError error -> runtime.restoreError(error, Refusal.RESTORE_OUT_OF_PLACE);
            case Input.Register register -> extensions.registrations.register(register);
            case Input.ExtensionNext next -> extensionNext(next);
            case Input.ExtensionInitError error -> extensions.initError(error);
            case Input.ExtensionExitError error -> extensions.exitError(error);
        }
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

    /** The client of a call has hung up, which changes nothing for a poll that waits (WIRE.md §1). */
    void gone(long call) {
        if (world.runtime.waitingCalls.contains(call)) {
            world.hangUps.add(call, Event.RUNTIME, true, "/2018-06-01/runtime/invocation/next");
        } else if (world.runtime.restoreCall.equals(OptionalLong.of(call))) {
            world.hangUps.add(call, Event.RUNTIME, true, "/2018-06-01/runtime/restore/next");
        }
        if (world.slots.cutBy(call)) {
            world.hangUps.silence(call);
        }
        streams.gone(call);
        extensions.gone(call);
    }

    /** A poll that waits is taken back. */
    void withdrawn(long call) {
        runtime.withdrawn(call);
        extensions.withdrawn(call);
    }
}
