/** Scripted runtimes and extensions: an interpreter of rules that knows no sockets. */
@NullMarked
package dev.simrun.fake;

import org.jspecify.annotations.NullMarked;
