/** What a scenario is: cases, actors and steps as data, with values that may need names. */
@NullMarked
package dev.simrun.scenario;

import org.jspecify.annotations.NullMarked;
