/** JSON text as trees, and trees as JSON text. */
@NullMarked
package dev.simrun.json;

import org.jspecify.annotations.NullMarked;
