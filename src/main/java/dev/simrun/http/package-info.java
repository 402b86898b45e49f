/** The sockets: Helidon's HTTP/1.1 in front of the local APIs, and the lean client of the fakes. */
@NullMarked
package dev.simrun.http;

import org.jspecify.annotations.NullMarked;
