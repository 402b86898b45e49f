package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.run.CaseInfo;
import dev.simrun.run.CaseResult;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Verdict;
import dev.simrun.source.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which cases did not pass when they were run the last time in a folder. It is remembered in simrun's folder for what
 * programs keep of their use; where there is none, or none that can be written to, nothing is.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 * @param file what is remembered: the folder in the first line, then a case in each
 * @param folder in which simrun was started
 */
record LastFailed(Path file, String folder) {
    /** Where it is remembered for the folder in which simrun was started; empty if nowhere. */
    static Optional<LastFailed> here(Map<String, String> environment) {
        try {
            var folder = Path.of("").toAbsolutePath().toString();
            var name = "%08x".formatted(folder.hashCode());
            return home(environment).map(it -> new LastFailed(it.resolve("simrun/last-failed/" + name), folder));
        } catch (InvalidPathException nowhere) {
            return Optional.empty();
        }
    }

    private static Optional<Path> home(Map<String, String> environment) {
        var given = Optional.ofNullable(environment.get("XDG_STATE_HOME")).filter(path -> path.startsWith("/"));
        var usual = Optional.ofNullable(environment.get("HOME")).filter(path -> path.startsWith("/"));
        return given.map(Path::of).or(() -> usual.map(path -> Path.of(path, ".local/state")));
    }

    /** Those of the cases that did not pass the last time. */
    static List<Planned> of(List<Planned> plan, Console console) throws ExitException {
        var failed = here(console.environment()).map(LastFailed::read).orElse(Set.of());
        if (failed.isEmpty()) {
            throw new ExitException(ExitCode.EMPTY, "no case failed the last time that simrun was run in this folder");
        }
        var mine = plan.stream()
                .filter(planned -> failed.contains(id(planned.info(), console)))
                .toList();
        if (mine.isEmpty()) {
            throw new ExitException(
                    ExitCode.EMPTY,
                    "none of the " + failed.size() + " that failed the last time is among the cases that are selected");
        }
        return mine;
    }

    /** Remembers what of a run did not pass; of cases that were not run it stays as it was. */
    static void remember(RunResult result, Console console) {
        var here = here(console.environment());
        if (here.isEmpty()) {
            return;
        }
        var before = here.get().read();
        var failed = new LinkedHashSet<>(before);
        if (!before.isEmpty()) {
            result.cases().stream()
                    .filter(one -> one.verdict() != Verdict.SKIPPED)
                    .forEach(one -> failed.remove(id(one.info(), console)));
        }
        result.cases().stream()
                .filter(one -> !one.isGood())
                .map(CaseResult::info)
                .forEach(info -> failed.add(id(info, console)));
        if (!failed.equals(before)) {
            here.get().write(failed);
        }
    }

    private static String id(CaseInfo info, Console console) {
        return OneLine.of(console.secrets().masked(info.id()));
    }

    private Set<String> read() {
        try {
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return lines.isEmpty() || !lines.getFirst().equals(folder)
                    ? Set.of()
                    : new LinkedHashSet<>(lines.subList(1, lines.size()));
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    private void write(Set<String> failed) {
        try {
            if (failed.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, folder + "\n" + String.join("\n", failed) + "\n");
            }
        } catch (IOException unwritable) {
            // It was for next time only.
        }
    }
}
