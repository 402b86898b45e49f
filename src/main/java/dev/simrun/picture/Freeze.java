package dev.simrun.picture;

/** All processes of an environment stood still. */
public record Freeze(int environment, Point from, Point to) {}
