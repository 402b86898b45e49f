package dev.simrun.cli;

import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.source.Node;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * The scenarios of a folder.
 *
 * @param scenarios by path
 * @param passedOver how many YAML files are something else
 */
record Discovery(List<Path> scenarios, int passedOver) {
    /** How deep folders are searched. */
    private static final int DEPTH = 32;

    /** What others put there, beside hidden folders. */
    private static final Set<String> OTHERS = Set.of("node_modules", "target", "build", "dist", "venv");

    private static final Pattern STEPS = Pattern.compile("^steps\\s*:", Pattern.MULTILINE);

    /** Those of files of others, such as a GitHub action's. */
    private static final Set<String> COMMON = Set.of("name", "description", "tags");

    private static final Set<String> OURS = Catalogue.TOP_LEVEL.stream()
            .map(Key::name)
            .filter(key -> !COMMON.contains(key))
            .collect(Collectors.toUnmodifiableSet());

    Discovery {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Looks through a folder and those in it.
     *
     * @param excluded globs of paths below it that are left out, folders with all that is in them
     */
    static Discovery of(Path folder, List<String> excluded) throws ExitException {
        var globs = new ArrayList<PathMatcher>();
        for (var pattern : excluded) {
            globs.add(glob(pattern));
        }
        var files = files(folder, globs);
        var scenarios = files.stream().filter(Discovery::isScenario).toList();
        return new Discovery(scenarios, files.size() - scenarios.size());
    }

    /** Such as {@code passed over 3 YAML files that are no scenarios}. */
    static String passedOverText(int count) {
        return "passed over "
                + (count == 1 ? "1 YAML file that is no scenario" : count + " YAML files that are no scenarios");
    }

    /** A glob of paths that are left out. */
    static PathMatcher glob(String pattern) throws ExitException {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceFirst("/+$", ""));
        } catch (PatternSyntaxException wrong) {
            throw ExitException.usage("--exclude \"" + pattern + "\" is no glob: " + wrong.getDescription());
        }
    }

    private static List<Path> files(Path folder, List<PathMatcher> excluded) throws ExitException {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    boolean others = !path.equals(folder) && (OTHERS.contains(name(path)) || isHidden(path));
                    return others || isExcluded(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                    if (Files.isRegularFile(path) && mayBeScenario(path) && !isExcluded(path)) {
                        found.add(path);
                    }
                    return FileVisitResult.CONTINUE;
                }

                private boolean isExcluded(Path path) {
                    var relative = folder.relativize(path);
                    return excluded.stream().anyMatch(it -> it.matches(relative));
                }
            });
        } catch (IOException unreadable) {
            throw ExitException.usage("can't read the folder " + folder + ": " + unreadable.getMessage());
        }
        return found.stream().sorted().toList();
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static boolean isHidden(Path path) {
        return name(path).startsWith(".");
    }

    /** Whether a file may be a scenario, by its name. */
    static boolean mayBeScenario(Path path) {
        var name = name(path).toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml"))
                && !name.startsWith("_")
                && !name.equals("simrun.yaml")
                && !isHidden(path);
    }

    /** Whether a file is a scenario by what is in it, be it a wrong one; what can't be read is told later. */
    private static boolean isScenario(Path file) {
        try {
            var source = ScenarioText.load(file, file.toString());
            return STEPS.matcher(source.text()).find() || hasOurKeys(ScenarioText.read(source));
        } catch (ScenarioException notYaml) {
            return !Files.isReadable(file);
        }
    }

    private static boolean hasOurKeys(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return false;
        }
        var keys = mapping.keys().map(Node.Scalar::text).toList();
        return keys.contains("steps") || (keys.contains("name") && keys.stream().anyMatch(OURS::contains));
    }
}
