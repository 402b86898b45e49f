/**
 * The catalogue: steps, rules, keys and what is said of them; and the readers, which make a scenario of a file's tree
 * by it.
 */
@NullMarked
package dev.simrun.language;

import org.jspecify.annotations.NullMarked;
