/** Results for people, CI systems and programs, as text, JUnit XML, Markdown and JSON Lines, which it also reads. */
@NullMarked
package dev.simrun.report;

import org.jspecify.annotations.NullMarked;
