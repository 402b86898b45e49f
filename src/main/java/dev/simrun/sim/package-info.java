/**
 * The simulated execution environment: a state machine that is told what happened and when, and answers with what
 * should be done. It has no sockets, no threads and no clock.
 */
@NullMarked
package dev.simrun.sim;

import org.jspecify.annotations.NullMarked;
