/** What is written from the catalogue: {@code simrun explain} and the JSON Schema. */
@NullMarked
package dev.simrun.manual;

import org.jspecify.annotations.NullMarked;
