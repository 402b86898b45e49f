/** The text of a scenario: YAML with the place of every value, and the author's mistakes shown in it. */
@NullMarked
package dev.simrun.source;

import org.jspecify.annotations.NullMarked;
