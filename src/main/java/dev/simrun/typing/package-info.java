/** Help for someone who types steps: completion, highlighting, and whether what is typed is still open. */
@NullMarked
package dev.simrun.typing;

import org.jspecify.annotations.NullMarked;
