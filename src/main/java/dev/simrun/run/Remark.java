package dev.simrun.run;

import dev.simrun.source.Location;

/**
 * Something that a passed case set up and did not meet: nothing is wrong with it, and it may not be what was meant.
 *
 * @param at where it was set up
 */
public record Remark(String text, Location at) {
    /** With its place, as {@code text (file:line)}. */
    public String told() {
        return text + " (" + at.source().name() + ":" + at.line() + ")";
    }
}
