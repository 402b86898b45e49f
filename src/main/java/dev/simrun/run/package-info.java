/** Carries out scenarios: runs their steps, judges their expectations, gives results. */
@NullMarked
package dev.simrun.run;

import org.jspecify.annotations.NullMarked;
