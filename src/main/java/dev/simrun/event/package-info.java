/** What happened, in order: the timeline and the closed list of its events. */
@NullMarked
package dev.simrun.event;

import org.jspecify.annotations.NullMarked;
