/** What clients do against the protocol, judged by the events of a timeline. */
@NullMarked
package dev.simrun.referee;

import org.jspecify.annotations.NullMarked;
