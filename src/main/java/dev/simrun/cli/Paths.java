package dev.simrun.cli;

import dev.simrun.match.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Paths as they are given on the command line. */
final class Paths {
    /** Of more names in a folder none is proposed but the first. */
    private static final int MOST_NAMES = 10_000;

    private Paths() {}

    static Path of(String given) throws ExitException {
        try {
            return Path.of(given).normalize();
        } catch (InvalidPathException noPath) {
            throw unusable(given);
        }
    }

    static boolean exists(String given) throws ExitException {
        return Files.exists(of(given));
    }

    /** The scenario or folder that was probably meant by a path where nothing is. */
    static Optional<Path> nearest(Path missing) {
        var parent = Optional.ofNullable(missing.getParent());
        var folder = parent.orElse(Path.of(""));
        var name = missing.getFileName();
        if (name == null) {
            return Optional.empty();
        }
        if (Files.isDirectory(folder)) {
            var names = names(folder);
            return Spelling.nearest(name.toString(), names.keySet()).map(it -> missing.resolveSibling(names.get(it)));
        }
        return parent.flatMap(Paths::nearest).map(meant -> within(meant, name));
    }

    private static Path within(Path folder, Path name) {
        var path = folder.resolve(name);
        return Files.exists(path) ? path : nearest(path).orElse(folder);
    }

    /** What could be run of a folder, by its name and by its name without an ending. */
    private static Map<String, String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.limit(MOST_NAMES)
                    .filter(it -> Files.isDirectory(it) || Plan.isScenario(it.getFileName()))
                    .map(it -> it.getFileName().toString())
                    .filter(it -> !it.startsWith("."))
                    .sorted()
                    .flatMap(it ->
                            Stream.of(it, it.replaceFirst("\\.ya?ml$", "")).map(key -> Map.entry(key, it)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        } catch (IOException | UncheckedIOException unreadable) {
            return Map.of();
        }
    }

    /** Java takes the letters of a path by the locale, and such as that doesn't know are lost before we see them. */
    static ExitException unusable(String given) {
        return ExitException.usage(
                "\"" + given + "\" has letters that the locale does not know; set LC_ALL=C.UTF-8 and try again");
    }
}
