/** One running environment: the lock, the clock and the timers around its state machine. */
@NullMarked
package dev.simrun.engine;

import org.jspecify.annotations.NullMarked;
