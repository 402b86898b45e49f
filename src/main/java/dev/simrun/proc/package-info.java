/** Starting, signalling, freezing and reaping real processes, and reading their output. */
@NullMarked
package dev.simrun.proc;

import org.jspecify.annotations.NullMarked;
