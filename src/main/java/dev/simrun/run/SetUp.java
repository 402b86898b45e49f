package dev.simrun.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** What the steps of a case have set up for it to meet. */
final class SetUp {
    private final List<Thing> things = new CopyOnWriteArrayList<>();

    /** Something that was set up, and whether it was met. */
    private record Thing(Remark otherwise, BooleanSupplier met) {}

    void add(Remark otherwise, BooleanSupplier met) {
        things.add(new Thing(otherwise, met));
    }

    /** What was not met; each place once. */
    List<Remark> unmet() {
        return things.stream()
                .filter(it -> !it.met.getAsBoolean())
                .map(Thing::otherwise)
                .distinct()
                .toList();
    }
}
