/** A run as a page that is one file: text that reads without scripts, and what its timelines are drawn from. */
@NullMarked
package dev.simrun.page;

import org.jspecify.annotations.NullMarked;
