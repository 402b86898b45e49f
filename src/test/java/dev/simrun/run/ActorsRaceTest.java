package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Room;
import dev.simrun.http.Servers;
import dev.simrun.language.ScenarioReader;
import dev.simrun.proc.Processes;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.Clock;
import dev.simrun.scenario.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Actors that several threads start, stop, signal and freeze at once, while they run, end and are started by the
 * environment: nobody waits for anybody for ever.
 */
class ActorsRaceTest {
    private static final int THREADS = 4;
    private static final int STEPS = 25;

    /** Many times what it takes. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String SCENARIO = """
        name: x
        function: {timeout: 300ms}
        limits: {init: 500ms, shutdown: 500ms}
        runtime: {fake: [{when: invoke, nth: 3, exit: 1}]}
        extensions:
          inner: {kind: internal, fake: [{when: start, delay: 2ms}]}
          audit: {}
          short: {command: [sleep, "0.05"]}
          long: {command: [sleep, "100"]}
        steps:
          - start: runtime
          - start: audit
          - start: short
          - start: long
          - stop: runtime
          - stop: audit
          - stop: long
          - signal: {actor: audit, signal: SIGTERM}
          - signal: {actor: long, signal: SIGSTOP}
          - signal: {actor: long, signal: SIGCONT}
          - freeze
          - thaw
          - invoke: {}
            wait: false
          - reset: failure
            wait: false
          - expect_event: {type: process.exit, actor: audit}
            within: 5ms
          - expect_exit: {actor: short, code: 1}
            within: 20ms
          - expect_registration: inner
            within: 5ms
          - assert_event: {type: process.start}
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void no_thread_waits_for_another_for_ever(long seed) throws Exception {
        var path = folder.resolve("x.yaml");
        Files.writeString(path, SCENARIO);
        var one =
                ScenarioReader.read(path, "x.yaml", Map.of(), Map.of()).cases().getFirst();
        var breakdown = new Breakdown();
        try (var processes = new Processes(breakdown.worker().platform());
                var servers = new Servers()) {
            var shared = new Shared(processes, servers, Room.ofHeap(), new RunListener() {}, breakdown);
            race(one, shared, new SplittableRandom(seed));
        }
        assertThat(breakdown.first()).isEmpty();
    }

    private static void race(Case one, Shared shared, SplittableRandom random) throws Exception {
        var worker = shared.breakdown().worker();
        var time = LiveCase.time(Clock.REAL, random, shared);
        var live = LiveCase.open(one, time, shared, random.split(), Optional.empty());
        var _ = live.init();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            var own = random.split();
            threads.add(worker.thread("race-" + i, () -> steps(live, one.steps(), own)));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            assertThat(thread.join(LIMIT)).as(() -> stacks(threads)).isTrue();
        }
        var closed = worker.within(LIMIT, () -> {
            live.close();
            return true;
        });
        assertThat(closed).as("closed").isPresent();
    }

    /** Each as a step of a case would be carried out, whatever comes of it. */
    private static void steps(LiveCase live, List<Step> steps, SplittableRandom random) {
        for (int i = 0; i < STEPS; i++) {
            var step = steps.get(random.nextInt(steps.size()));
            try {
                var _ = new StepRunner(live, Place.TYPED).run(step);
            } catch (StepStop notNow) {
                // as it is not running, or frozen, or being reset
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    private static String stacks(List<Thread> threads) {
        return threads.stream()
                .map(thread -> thread + "\n" + Arrays.toString(thread.getStackTrace()))
                .collect(Collectors.joining("\n"));
    }
}
