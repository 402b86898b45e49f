/**
 * What is written from the catalogue: {@code simrun explain}, the JSON Schema and the reference.
 */
@NullMarked
package dev.simrun.manual;

import org.jspecify.annotations.NullMarked;
