/**
 * The environments of one case as they run: the lock, the clock and the threads around their state machines.
 *
 * <p>A case has one lock, which {@link dev.simrun.engine.Time#locked} takes and nobody is handed. It guards the state
 * machines, the timeline, the timers, the calls and invocations under way, the actors' table and the faults. The order:
 * what reads a process's output holds that reader's lock when it takes the case's; with the case's lock held only the
 * locks of {@code proc} are taken, while a process is started, and those wait for nobody. No monitor is taken under it,
 * no wait but the clock's own is made with it held, and a condition that is asked under it sees a
 * {@link dev.simrun.engine.View}.
 */
@NullMarked
package dev.simrun.engine;

import org.jspecify.annotations.NullMarked;
