/** The actors of a case, real, scripted or played: what starts, signals and freezes them. */
@NullMarked
package dev.simrun.actor;

import org.jspecify.annotations.NullMarked;
