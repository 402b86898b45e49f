/** What a picture of a timeline shows: lanes, spans, phases, budgets, and what the events tell, folded of facts. */
@NullMarked
package dev.simrun.picture;

import org.jspecify.annotations.NullMarked;
