/**
 * The language: the catalogue of steps, steps as data, the reader that makes them, and what helps
 * to type them.
 */
@NullMarked
package dev.simrun.scenario;

import org.jspecify.annotations.NullMarked;
