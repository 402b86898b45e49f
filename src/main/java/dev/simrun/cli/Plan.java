package dev.simrun.cli;

import dev.simrun.match.Spelling;
import dev.simrun.repl.ScenarioSource;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.source.Location;
import dev.simrun.source.Problem;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The scenario files that were asked for.
 *
 * @param files those that could be read, in order
 * @param problems of those that could not
 * @param passedOver how many YAML files of the folders are no scenarios
 */
record Plan(List<Selected> files, List<Problem> problems, int passedOver) {
    private static final Pattern WITH_LINE = Pattern.compile("(.+):(\\d{1,7})");

    /** What {@code -} stands for. */
    static final Path STANDARD_INPUT = Path.of(Source.STANDARD_INPUT);

    /** A file, and the line that picks one of its cases, as in {@code PATH:LINE}. */
    record Selected(ScenarioFile file, OptionalInt line) {
        List<Case> cases() {
            if (line.isEmpty()) {
                return file.cases();
            }
            var nearest = file.cases().stream()
                    .flatMap(one -> one.rows().stream())
                    .mapToInt(Location::line)
                    .filter(row -> row <= line.getAsInt())
                    .max();
            var picked = file.cases().stream()
                    .filter(one -> one.rows().stream()
                            .anyMatch(row -> OptionalInt.of(row.line()).equals(nearest)))
                    .toList();
            return picked.isEmpty() ? file.cases() : picked;
        }
    }

    /**
     * Reads what was asked for; nothing is run.
     *
     * @param excluded globs of paths below the folders that are left out
     */
    static Plan read(List<String> paths, List<String> excluded, ScenarioSource scenarios) throws ExitException {
        var wanted = new LinkedHashMap<Path, OptionalInt>();
        int passedOver = 0;
        for (var path : paths) {
            passedOver += expand(path, excluded, wanted);
        }
        var files = new ArrayList<Selected>();
        var problems = new ArrayList<Problem>();
        for (var one : wanted.entrySet()) {
            try {
                var file = file(one.getKey(), scenarios);
                requireLine(file, one.getValue());
                files.add(new Selected(file, one.getValue()));
            } catch (ScenarioException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        return new Plan(List.copyOf(files), List.copyOf(problems), passedOver);
    }

    private static ScenarioFile file(Path path, ScenarioSource scenarios) {
        if (path.equals(STANDARD_INPUT)) {
            return scenarios.read(System.in);
        }
        if (!Files.exists(path)) {
            var nothing = Location.wholeFile(new Source(path.toString(), ""));
            var meant = Paths.nearest(path).map(Path::toString);
            throw new ScenarioException(
                    Problem.of(nothing, "there is no such file").meant(meant));
        }
        return scenarios.read(path);
    }

    /**
     * Refuses a variable that no file uses: its name is misspelt, and the run would not be what was asked for. Files
     * that can't be read are told of first.
     */
    void requireUse(Set<String> variables) throws ExitException {
        var used = new TreeSet<String>();
        files.forEach(selected -> used.addAll(selected.file().variables()));
        for (var name : variables) {
            if (problems.isEmpty() && !used.contains(name)) {
                var guess = Spelling.nearest(name, used)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
                throw ExitException.usage(
                        "-D %s: no scenario that was asked for uses ${vars.%s}%s".formatted(name, name, guess));
            }
        }
    }

    private static void requireLine(ScenarioFile file, OptionalInt line) throws ExitException {
        int last = file.source().lineCount();
        if (line.isPresent() && (line.getAsInt() < 1 || line.getAsInt() > last)) {
            throw ExitException.usage(
                    file.source().name() + " has no line " + line.getAsInt() + " (it has " + last + ")");
        }
    }

    /** Gives how many files of a folder were passed over. */
    private static int expand(String argument, List<String> excluded, Map<Path, OptionalInt> wanted)
            throws ExitException {
        var path = argument.equals("-") ? STANDARD_INPUT : Paths.of(argument);
        if (Files.isDirectory(path)) {
            var found = Discovery.of(path, excluded);
            if (found.scenarios().isEmpty()) {
                var other = found.passedOver() == 0 ? "" : "; " + Discovery.passedOverText(found.passedOver());
                throw new ExitException(
                        ExitCode.EMPTY, "no scenarios (*.yaml, *.yml) in the folder " + argument + other);
            }
            found.scenarios().forEach(file -> wanted.putIfAbsent(file, OptionalInt.empty()));
            return found.passedOver();
        }
        var withLine = WITH_LINE.matcher(argument);
        if (!Files.exists(path) && withLine.matches()) {
            var file = Paths.of(withLine.group(1));
            wanted.put(file, OptionalInt.of(Integer.parseInt(withLine.group(2))));
        } else {
            wanted.putIfAbsent(path, OptionalInt.empty());
        }
        return 0;
    }

    /** The cases that a name and tags leave. */
    List<Planned> cases(Optional<String> name, Optional<TagExpression> tags) {
        var planned = new ArrayList<Planned>();
        for (var selected : files) {
            var file = selected.file();
            if (tags.isPresent() && !tags.get().matches(file.tags())) {
                continue;
            }
            for (var one : selected.cases()) {
                var title = (file.name() + " " + one.label()).toLowerCase(Locale.ROOT);
                if (name.isEmpty() || title.contains(name.get().toLowerCase(Locale.ROOT))) {
                    planned.add(new Planned(file, one));
                }
            }
        }
        return planned;
    }
}
