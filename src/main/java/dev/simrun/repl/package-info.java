/** The interactive session: a debugger for scenarios. */
@NullMarked
package dev.simrun.repl;

import org.jspecify.annotations.NullMarked;
