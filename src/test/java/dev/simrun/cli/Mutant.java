package dev.simrun.cli;

import tools.jackson.databind.JsonNode;

/**
 * A scenario that is wrong in one place.
 *
 * @param what was done to it and where, such as {@code steps.2.expect.payload.n: opposite}
 */
record Mutant(String what, JsonNode scenario) {}
