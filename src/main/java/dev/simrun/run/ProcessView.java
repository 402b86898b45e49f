package dev.simrun.run;

/**
 * A process of an actor, as somebody at a prompt may want to look into it.
 *
 * @param attach the command line that does
 */
public record ProcessView(long pid, String attach) {}
