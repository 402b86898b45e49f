package dev.simrun.sim;

import java.time.Instant;

/** Something that is to be done, in the order given. */
public sealed interface Effect {
    record Reply(long call, dev.simrun.sim.Reply reply) implements Effect {}

    /** A fact for the timeline. */
    record Happened(String actor, dev.simrun.event.Fact fact) implements Effect {}

    record StartProcess(String actor) implements Effect {}

    /** SIGTERM or SIGKILL to a process group. */
    record SignalProcess(String actor, boolean kill) implements Effect {}

    /** All processes are to be stopped; {@link Input.Frozen} with that number says that they are. */
    record Freeze(long number) implements Effect {}

    /** What the freeze with that number stopped is to go on; {@link Input.Thawed} says that it does. */
    record Thaw(long number) implements Effect {}

    /** The reset that was asked for under that number begins; one that is under way counts. */
    record ResetBegun(long number) implements Effect {}

    record SetTimer(Timer timer, Instant at) implements Effect {}

    record CancelTimer(Timer timer) implements Effect {}

    /** The caller gets its answer. */
    record Answered(String requestId, CallerAnswer answer) implements Effect {}

    /** An invocation that can't be taken any more. */
    record InvokeRefused(String requestId, String message) implements Effect {}
}
