package dev.simrun.picture;

import java.util.Optional;

/**
 * From a process's start to its end.
 *
 * @param to none while it lives
 */
public record Life(Point from, Optional<Point> to) {}
