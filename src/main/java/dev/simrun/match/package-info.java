/** Comparing an actual value with an expected one: shapes, operators, and what did not match. */
@NullMarked
package dev.simrun.match;

import org.jspecify.annotations.NullMarked;
