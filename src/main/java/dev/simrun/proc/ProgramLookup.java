package dev.simrun.proc;

import dev.simrun.proc.LaunchException.Reason;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;

/** Finds the file that a command means before anything is started, so that failures are clear. */
final class ProgramLookup {
    private ProgramLookup() {}

    /** The absolute path of an executable file. */
    static Path find(Command command) throws LaunchException {
        Path directory = command.workingDirectory().toAbsolutePath();
        if (!Files.isDirectory(directory)) {
            boolean there = Files.exists(directory);
            var why = there ? "is not a directory" : "does not exist: make it or name another";
            int error = there ? LaunchFailure.ENOTDIR : LaunchFailure.ENOENT;
            throw new LaunchException(
                    Reason.BAD_DIRECTORY,
                    "chdir " + directory + ": " + LaunchFailure.words(error),
                    "the working directory \"%s\" of \"%s\" %s".formatted(directory, command.program(), why));
        }
        return command.program().contains("/") ? named(command.program(), directory) : onPath(command, directory);
    }

    private static Path named(String program, Path directory) throws LaunchException {
        Path path = tidy(directory.resolve(path(program)));
        if (!Files.exists(path)) {
            var relative = program.startsWith("/") ? "" : "relative to the working directory " + directory + "; ";
            throw new LaunchException(
                    Reason.NOT_FOUND,
                    LaunchFailure.forkExec(path.toString(), LaunchFailure.ENOENT),
                    "there is no program " + program + " (" + relative + "was it built?)");
        }
        if (Files.isDirectory(path)) {
            throw notAllowed(path, "\" is a directory, not a program");
        }
        if (!Files.isExecutable(path)) {
            throw notAllowed(path, "\" is not executable: \"chmod +x\" it");
        }
        return path;
    }

    private static Path onPath(Command command, Path directory) throws LaunchException {
        boolean own = command.environment().containsKey("PATH");
        String search = own
                ? command.environment().getOrDefault("PATH", "")
                : System.getenv().getOrDefault("PATH", "");
        var refused = new ArrayList<Path>();
        for (String folder : search.split(File.pathSeparator, -1)) {
            if (folder.isEmpty()) {
                continue; // POSIX reads it as the working directory, which nobody means here
            }
            Path candidate = directory.resolve(path(folder)).resolve(path(command.program()));
            if (Files.isRegularFile(candidate)) {
                if (Files.isExecutable(candidate)) {
                    return tidy(candidate);
                }
                refused.add(candidate);
            }
        }
        if (!refused.isEmpty()) {
            throw notAllowed(refused.getFirst(), "\" is not executable: \"chmod +x\" it");
        }
        var whose = own ? "given to the process" : "of simrun";
        throw new LaunchException(
                Reason.NOT_FOUND,
                "exec: \"" + command.program() + "\": executable file not found in $PATH",
                "there is no program \"%s\" in the PATH %s: install it, or write its path with a \"/\""
                        .formatted(command.program(), whose));
    }

    private static LaunchException notAllowed(Path path, String why) {
        return LaunchFailure.notExecutable(
                LaunchFailure.forkExec(path.toString(), LaunchFailure.EACCES), "\"" + path + why);
    }

    /** Without {@code .}; a {@code ..} after a symbolic link means another folder than it seems. */
    private static Path tidy(Path path) {
        return path.toString().contains("..") ? path : path.normalize();
    }

    private static Path path(String text) throws LaunchException {
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new LaunchException(
                    Reason.NOT_FOUND,
                    "fork/exec " + text + ": invalid argument",
                    "\"" + text + "\" can't be a path: " + invalid.getReason());
        }
    }
}
