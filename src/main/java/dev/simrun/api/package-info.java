/** The Runtime and Extensions API as plain requests and responses: routes, headers, error bodies. */
@NullMarked
package dev.simrun.api;

import org.jspecify.annotations.NullMarked;
