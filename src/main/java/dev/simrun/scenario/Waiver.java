package dev.simrun.scenario;

import dev.simrun.source.Location;

/** Why a scenario breaks one of the referee's rules on purpose. */
public record Waiver(String reason, Location at) {}
