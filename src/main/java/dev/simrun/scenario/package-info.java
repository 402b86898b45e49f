/** The language: the catalogue of steps, steps as data, and the reader that makes them. */
@NullMarked
package dev.simrun.scenario;

import org.jspecify.annotations.NullMarked;
