package dev.simrun.fake;

import dev.simrun.event.Ending;
import java.io.IOException;
import java.util.Optional;

/** What a fake does with its life. */
sealed interface Script permits RuntimeScript, ExtensionScript {
    /** From its start to its end; an interrupt ends it early. */
    Ending run() throws IOException, InterruptedException;

    /** What SIGTERM brings about; empty if the fake goes on. */
    Optional<Ending> terminated() throws IOException, InterruptedException;
}
