/** One running environment: the lock and the time around its state machine. */
@NullMarked
package dev.simrun.engine;

import org.jspecify.annotations.NullMarked;
