package dev.simrun.proc;

import dev.simrun.event.Fact.Log.Stream;
import java.util.List;
import java.util.OptionalInt;

/** The pipes for what one process writes. */
record OutputPipes(Posix.Pipe output, Posix.Pipe error) {
    static OutputPipes open() throws LaunchException {
        var output = Posix.Pipe.open();
        try {
            return new OutputPipes(output, Posix.Pipe.open());
        } catch (LaunchException tooMany) {
            output.close();
            throw tooMany;
        }
    }

    Spawn.Streams streams() {
        return new Spawn.Streams(
                OptionalInt.empty(), OptionalInt.of(output.writeEnd()), OptionalInt.of(error.writeEnd()));
    }

    /** The process has the write ends now; what simrun keeps open would hide the end. */
    List<OutputReader> read(int process, int stop, OutputListener listener, Threads threads) {
        Posix.close(output.writeEnd());
        Posix.close(error.writeEnd());
        return List.of(
                new OutputReader(
                        output.readEnd(),
                        stop,
                        new Lines(all -> listener.lines(Stream.STDOUT, all)),
                        task -> threads.named("simrun-out-" + process, task)),
                new OutputReader(
                        error.readEnd(),
                        stop,
                        new Lines(all -> listener.lines(Stream.STDERR, all)),
                        task -> threads.named("simrun-err-" + process, task)));
    }

    void close() {
        output.close();
        error.close();
    }
}
