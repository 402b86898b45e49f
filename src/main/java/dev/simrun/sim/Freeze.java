package dev.simrun.sim;

import dev.simrun.event.Fact;

/** Whether the environment's processes are stopped, as between two invocations (WIRE.md §6.1). */
final class Freeze {
    private enum State {
        NONE,
        /** The host was asked, and has not said that all processes are stopped. */
        IN_FLIGHT,
        FROZEN,
        /** The host was asked, and has not said that all processes go on. */
        THAWING
    }

    private final World world;
    private State state = State.NONE;
    private long number;

    Freeze(World world) {
        this.world = world;
    }

    boolean frozen() {
        return state == State.FROZEN;
    }

    /** Frozen, or about to be. */
    boolean begun() {
        return state == State.IN_FLIGHT || frozen();
    }

    /** Nothing is left to do: where the function is to be frozen, it is now. */
    void idle() {
        if (world.setup.freeze() && world.slots.noneOutstanding()) {
            begin();
        }
    }

    /** Begins, if there is anything to freeze and it is not frozen. */
    void begin() {
        boolean running = switch (world.phase()) {
            case INIT, RESTORE, READY, INVOKE -> true;
            case NEW, SHUTDOWN, TERMINATED -> false;
        };
        if (running && !begun()) {
            state = State.IN_FLIGHT;
            world.add(new Effect.Freeze(++number));
        }
    }

    /** All processes are stopped; news of a freeze that was cancelled changes nothing. */
    void complete(long which) {
        if (state == State.IN_FLIGHT && which == number) {
            state = State.FROZEN;
            world.recordHere(new Fact.Freeze());
        }
    }

    /**
     * Thaws, or cancels the freeze in flight.
     *
     * @return whether all goes on already: nothing may be delivered before
     */
    boolean end() {
        switch (state) {
            case FROZEN -> {
                world.recordHere(new Fact.Thaw());
                thaw(State.THAWING);
            }
            case IN_FLIGHT -> thaw(State.NONE);
            case NONE, THAWING -> {}
        }
        return state == State.NONE;
    }

    private void thaw(State next) {
        state = next;
        world.add(new Effect.Thaw(number));
    }

    /** All that was stopped goes on; news of a thaw after which another freeze began changes nothing. */
    void ended(long which) {
        if (state == State.THAWING && which == number) {
            state = State.NONE;
        }
    }
}
