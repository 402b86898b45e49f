/** HTTP messages as plain data: what the API, the fakes and the sockets hand to one another. */
@NullMarked
package dev.simrun.wire;

import org.jspecify.annotations.NullMarked;
