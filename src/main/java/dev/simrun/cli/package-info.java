/** The command line: reads options, builds and connects everything else. */
@NullMarked
package dev.simrun.cli;

import org.jspecify.annotations.NullMarked;
