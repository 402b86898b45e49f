package dev.simrun.run;

import dev.simrun.scenario.Step;
import dev.simrun.scenario.Steps;

/** A step to carry out, and where it stands. */
record Next(Step step, Place place) {
    /** One that does not stand in the file. */
    static Next typed(Step step) {
        return new Next(step, Place.TYPED);
    }

    /** That at a position, from 0. */
    static Next in(Steps steps, int position, boolean inFinally) {
        return new Next(steps.get(position), new Place(position + 1, steps.size(), inFinally, steps.round(position)));
    }
}
