package dev.simrun.proc;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start: a program with its arguments, where, and with which environment.
 *
 * <p>A program ({@code argv[0]}) with a {@code /} in it is relative to the working directory; a bare name is looked up
 * in the {@code PATH} of the environment given here or, where that has none, in simrun's own.
 *
 * @param argv the program and its arguments; at least the program
 * @param workingDirectory the folder that the process starts in
 * @param environment all variables that the process gets; nothing is inherited
 */
public record Command(List<String> argv, Path workingDirectory, Map<String, String> environment) {
    /**
     * Copies what is given.
     *
     * @throws IllegalArgumentException for an empty argv or program, a NUL character anywhere, or a variable whose name
     *     is empty or has a {@code =} in it
     */
    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv.forEach(Command::refuseNul);
        refuseNul(workingDirectory.toString());
        environment.forEach((name, value) -> {
            if (name.isEmpty() || name.contains("=")) {
                throw new IllegalArgumentException("\"" + name + "\" can't be the name of an environment variable");
            }
            refuseNul(name);
            refuseNul(value);
        });
    }

    /** The program as it was written: {@code argv[0]}. */
    public String program() {
        return argv.getFirst();
    }

    private static void refuseNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a NUL character can't be passed to a process: " + text.replace("\0", "\\0"));
        }
    }
}
