package dev.simrun.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is told of a run whatever comes of it.
 *
 * @param version of simrun
 * @param command the command line, without the name of the program
 * @param referee what became of what clients do against the protocol: {@code off}, {@code warn} or {@code fail}
 * @param seed what {@code --seed} gave
 * @param java the exact version of the Java that ran it
 * @param system the system that it ran on, with its version and the kind of machine
 * @param shard which part of a plan it was, if it was not the whole
 */
public record RunInfo(
        String version,
        List<String> command,
        String referee,
        OptionalLong seed,
        String java,
        String system,
        Optional<Shard> shard) {
    public RunInfo {
        command = List.copyOf(command);
    }

    /** Of a run in this Java, on this system. */
    public static RunInfo here(
            String version, List<String> command, String referee, OptionalLong seed, Optional<Shard> shard) {
        var system = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return new RunInfo(version, command, referee, seed, System.getProperty("java.runtime.version"), system, shard);
    }
}
