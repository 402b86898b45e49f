/** The sockets: connections on listeners of Helidon in front of the local APIs, and the lean client. */
@NullMarked
package dev.simrun.http;

import org.jspecify.annotations.NullMarked;
