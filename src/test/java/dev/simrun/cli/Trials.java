package dev.simrun.cli;

import dev.simrun.language.ScenarioReader;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Failure;
import dev.simrun.run.RefereeMode;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunOptions;
import dev.simrun.run.Runner;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Seeds;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/**
 * Runs scenarios beside each other, each until its first case that does not pass. As many have a runner at a time,
 * which the next ones use again: a requirement is looked up once and a listener started once.
 */
final class Trials implements AutoCloseable {
    private static final RunOptions OPTIONS = new RunOptions(Tools.isCi(), RefereeMode.FAIL, Seeds.USUAL).with(1, 0);

    private final ExecutorService pool;
    private final Queue<Runner> idle = new ConcurrentLinkedQueue<>();

    Trials(int beside) {
        pool = Executors.newFixedThreadPool(beside);
    }

    /**
     * How a scenario went.
     *
     * @param wrong what was first found wrong with it
     * @param longest what its longest case took
     * @param skipped why a case was skipped, if one was
     */
    record Trial(Optional<String> wrong, Duration longest, Optional<String> skipped) {
        boolean passed() {
            return wrong.isEmpty() && skipped.isEmpty();
        }
    }

    /** A scenario as if it stood in that file. */
    CompletableFuture<Trial> of(Path file, JsonNode scenario) {
        return CompletableFuture.supplyAsync(() -> run(file, scenario), pool);
    }

    private Trial run(Path file, JsonNode scenario) {
        try {
            var source = new Source(file.toString(), scenario.toString());
            var read = ScenarioReader.read(file, source, Map.of(), Map.of());
            var plan = read.cases().stream().map(one -> new Planned(read, one)).toList();
            var runner = Optional.ofNullable(idle.poll()).orElseGet(() -> new Runner(new RunListener() {}, OPTIONS));
            var cases = runner.run(plan).cases();
            runner.fault().ifPresent(fault -> {
                runner.close();
                throw new IllegalStateException("simrun itself broke: " + scenario, fault);
            });
            idle.add(runner);
            return new Trial(
                    cases.stream()
                            .flatMap(one -> one.failures().stream())
                            .map(Failure::headline)
                            .findFirst(),
                    cases.stream()
                            .map(CaseResult::duration)
                            .max(Comparator.naturalOrder())
                            .orElseThrow(),
                    cases.stream().flatMap(one -> one.reason().stream()).findFirst());
        } catch (ScenarioException refused) {
            return new Trial(Optional.of(refused.toString()), Duration.ZERO, Optional.empty());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody ends a trial", e);
        }
    }

    /** Leaves no process and no port behind. */
    @Override
    public void close() {
        pool.shutdownNow();
        pool.close();
        idle.forEach(Runner::close);
    }
}
