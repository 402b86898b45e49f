package dev.simrun.picture;

/** All processes of an environment stood still. */
public record Freeze(Point from, Point to) {}
