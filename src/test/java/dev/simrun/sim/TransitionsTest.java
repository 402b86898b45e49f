package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The tables of what may follow what, walked from where each begins. */
class TransitionsTest {
    /** How to walk a table, with something that stands in one of its states. */
    private record Walk<T, S extends Enum<S>>(Supplier<T> fresh, BiConsumer<T, S> enter, Function<S, Set<S>> after) {

        /** Tries every move from every state, each of which must be reached. */
        void everywhere(S first, Set<S> all) {
            var paths = new EnumMap<S, List<S>>(Map.of(first, List.of()));
            var open = new ArrayDeque<>(List.of(first));
            while (!open.isEmpty()) {
                var from = open.removeFirst();
                for (var to : all) {
                    var standing = standing(paths.getOrDefault(from, List.of()));
                    if (!after.apply(from).contains(to)) {
                        assertThatThrownBy(() -> enter.accept(standing, to)).hasMessage("from " + from + " to " + to);
                        continue;
                    }
                    enter.accept(standing, to);
                    if (!paths.containsKey(to)) {
                        var path = new ArrayList<>(paths.get(from));
                        path.add(to);
                        paths.put(to, path);
                        open.add(to);
                    }
                }
            }
            assertThat(paths).containsOnlyKeys(all);
        }

        private T standing(List<S> path) {
            var it = fresh.get();
            path.forEach(state -> enter.accept(it, state));
            return it;
        }
    }

    @Test
    void phases_follow_one_another_as_the_table_says() {
        var setup = new Setups().setup();
        new Walk<World, Phase>(() -> new World(setup, new Random(1), Bench.START), World::enter, Transitions::after)
                .everywhere(Phase.NEW, EnumSet.allOf(Phase.class));
    }

    @Test
    void slots_go_on_as_the_table_says() {
        var invocation = Bench.invocation("r1", Duration.ofSeconds(1));
        new Walk<Outstanding, Outstanding.State>(
                        () -> new Outstanding(invocation), Outstanding::enter, Transitions::after)
                .everywhere(Outstanding.State.WAITING, EnumSet.allOf(Outstanding.State.class));
    }

    @Test
    void runtimes_go_on_as_the_table_says() {
        new Walk<RuntimeProcess, RuntimeProcess.State>(RuntimeProcess::new, RuntimeProcess::enter, Transitions::after)
                .everywhere(RuntimeProcess.State.STARTED, EnumSet.allOf(RuntimeProcess.State.class));
    }

    @Test
    void every_move_between_phases_happens() {
        var seen = new EnumMap<Phase, Set<Phase>>(Phase.class);
        for (int seed = 0; seed < 400; seed++) {
            new RandomRun(seed, 1 + seed % 4).play((from, to) -> note(seen, from, to));
        }
        var bench = new Bench(new Setups().snapStart(true));
        bench.on(new Input.StartInit());
        bench.restoreNext();
        bench.on(new Input.Restore());
        var restoring = bench.simulator.phase();
        bench.runtimeNext();
        note(seen, restoring, bench.simulator.phase()); // seldom at random
        for (var from : Phase.values()) {
            assertThat(seen.getOrDefault(from, Set.of())).as("after %s", from).containsAll(Transitions.after(from));
        }
    }

    private static void note(Map<Phase, Set<Phase>> seen, Phase from, Phase to) {
        seen.computeIfAbsent(from, _ -> EnumSet.noneOf(Phase.class)).add(to);
    }
}
