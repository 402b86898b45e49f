package dev.simrun.wire;

/** One header or trailer line. The name keeps the case it was written in. */
public record Header(String name, String value) {}
