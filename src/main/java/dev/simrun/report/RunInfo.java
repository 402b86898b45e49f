package dev.simrun.report;

import java.net.InetAddress;
import java.net.UnknownHostException;
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
 * @param host the name of the machine that ran it; empty where nobody has asked for it yet
 * @param java the exact version of the Java that ran it
 * @param system the system that it ran on, with its version and the kind of machine
 * @param shard which part of a plan it was, if it was not the whole
 */
public record RunInfo(
        String version,
        List<String> command,
        String referee,
        OptionalLong seed,
        Optional<String> host,
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
        return new RunInfo(
                version,
                command,
                referee,
                seed,
                Optional.empty(),
                System.getProperty("java.runtime.version"),
                system,
                shard);
    }

    /** The same with the name of this machine, if that of another is not known. To find it may take a while. */
    public RunInfo withHost() {
        return host.isPresent()
                ? this
                : new RunInfo(version, command, referee, seed, Optional.of(hostname()), java, system, shard);
    }

    static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
