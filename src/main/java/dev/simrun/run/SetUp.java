package dev.simrun.run;

import dev.simrun.source.Location;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** What a case has set up to meet: what its steps have, and what its file has for all its cases. */
final class SetUp {
    private final List<Thing> things = new CopyOnWriteArrayList<>();
    private final Set<Location> met = ConcurrentHashMap.newKeySet();

    /** Something that was set up, and whether it was met. */
    private record Thing(Remark otherwise, BooleanSupplier met) {}

    void add(Remark otherwise, BooleanSupplier met) {
        things.add(new Thing(otherwise, met));
    }

    /** Something of the file's was met. */
    void met(Location at) {
        met.add(at);
    }

    /** Where the things of the file's stand that were met. */
    Set<Location> met() {
        return Set.copyOf(met);
    }

    /** What of the case's own was not met; each place once. */
    List<Remark> unmet() {
        return things.stream()
                .filter(it -> !it.met.getAsBoolean())
                .map(Thing::otherwise)
                .distinct()
                .toList();
    }
}
