package dev.simrun.run;

/** Where a step stands in its list; the number of one that was typed is 0. */
record Place(int number, int count, boolean inFinally) {
    static final Place TYPED = new Place(0, 0, false);

    Failure failure(StepStop stop) {
        return stop.failure(number, count, inFinally);
    }
}
