package dev.simrun.engine;

import dev.simrun.sim.CallerAnswer;

/** Who waits for the answer to an invocation. It is told with the case's lock held. */
public interface Caller {
    /** Its answer, once. */
    void answered(CallerAnswer answer);

    /** It gets no answer; or it has one, and its phase never ends as the environment is closed. */
    void refused(String message);
}
