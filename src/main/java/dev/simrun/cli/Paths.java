package dev.simrun.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as they are given on the command line. */
final class Paths {
    private Paths() {}

    static Path of(String given) throws ExitException {
        try {
            return Path.of(given).normalize();
        } catch (InvalidPathException noPath) {
            throw unusable(given);
        }
    }

    /** Java takes the letters of a path by the locale, and such as that doesn't know are lost before we see them. */
    static ExitException unusable(String given) {
        return ExitException.usage(
                "\"" + given + "\" has letters that the locale does not know; set LC_ALL=C.UTF-8 and try again");
    }
}
