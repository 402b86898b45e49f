/** What Lambda does, case by case: the items of {@link ItemsTest}, through real sockets. */
@NullMarked
package dev.simrun.conformance;

import org.jspecify.annotations.NullMarked;
