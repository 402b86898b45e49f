package dev.simrun.language;

import dev.simrun.source.Location;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where relative paths begin: in the folder of the text in which they stand.
 *
 * @param own the scenario's, absolute
 * @param others those of the texts beside it that it is made of
 */
record Folders(Path own, Map<Source, Path> others) {
    Folders {
        others = Map.copyOf(others);
    }

    /** That of a path that stands there. */
    Path of(Location at) {
        return others.getOrDefault(at.source(), own);
    }
}
