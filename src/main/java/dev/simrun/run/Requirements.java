package dev.simrun.run;

import dev.simrun.event.Ending;
import dev.simrun.proc.Command;
import dev.simrun.proc.LaunchException;
import dev.simrun.proc.Processes;
import dev.simrun.proc.Signal;
import dev.simrun.scenario.Requirement;
import dev.simrun.scenario.ScenarioFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What scenarios need from the machine; each need is looked up once in a run. */
final class Requirements {
    /** How long a command may take. */
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    /** How often an interrupt is looked for meanwhile. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final boolean noSkip;
    private final Processes processes;
    private final BooleanSupplier stopped;
    private final Map<Need, Boolean> known = new HashMap<>();

    /**
     * Requirements of which none is known.
     *
     * @param stopped whether the run has been interrupted
     */
    Requirements(boolean noSkip, Processes processes, BooleanSupplier stopped) {
        this.noSkip = noSkip;
        this.processes = processes;
        this.stopped = stopped;
    }

    private record Need(Requirement what, Path where) {}

    /** Whether an unmet requirement skips a case; otherwise it is an error. */
    boolean mayskip() {
        return !noSkip;
    }

    /** The first requirement of a scenario that is not met, as a reason to skip it. */
    Optional<String> unmet(ScenarioFile file) throws InterruptedException {
        for (var requirement : file.requires()) {
            var need = new Need(requirement, folder(file));
            var met = known.get(need);
            if (met == null) {
                met = met(need);
                known.put(need, met);
            }
            if (!met) {
                return Optional.of(reason(requirement));
            }
        }
        return Optional.empty();
    }

    private static Path folder(ScenarioFile file) {
        var parent = file.path().toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    private static String reason(Requirement requirement) {
        return switch (requirement) {
            case Requirement.Program(String name) -> "requires " + name + ", which is not in PATH";
            case Requirement.Run run -> "requires " + run.because();
        };
    }

    private boolean met(Need need) throws InterruptedException {
        return switch (need.what()) {
            case Requirement.Program(String name) -> inPath(name);
            case Requirement.Run run -> succeeds(run, need.where());
        };
    }

    private static boolean inPath(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    /** Runs a command as actors run, so that nothing of it is left behind. */
    private boolean succeeds(Requirement.Run run, Path folder) throws InterruptedException {
        var endings = new LinkedBlockingQueue<Ending>();
        try {
            var process = processes.start(new Command(run.argv(), folder, System.getenv()), (_, _) -> {}, endings::add);
            try {
                long end = System.nanoTime() + COMMAND_LIMIT.toNanos();
                while (System.nanoTime() < end && !stopped.getAsBoolean()) {
                    var ending = endings.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    if (ending != null) {
                        return ending.equals(new Ending.Code(0));
                    }
                }
                return false;
            } finally {
                process.signal(Signal.SIGKILL);
            }
        } catch (LaunchException notThere) {
            return false;
        }
    }
}
