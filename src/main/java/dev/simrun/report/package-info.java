/** Results for people and for CI systems: text on the console and JUnit XML. */
@NullMarked
package dev.simrun.report;

import org.jspecify.annotations.NullMarked;
