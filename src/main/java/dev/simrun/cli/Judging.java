package dev.simrun.cli;

import dev.simrun.run.RefereeMode;
import dev.simrun.run.RunOptions;
import dev.simrun.run.Seeds;
import java.util.Locale;

/** How a case is run and judged. */
final class Judging {
    private static final String REFEREE = "--referee";

    private Judging() {}

    /** The options that say so, and whether it is shown in colour. */
    static Options options(Options options) {
        return Terminal.options(options.in(Group.JUDGE)
                .value("MODE", "Breaches of the protocol: off, warn (usual) or fail.", REFEREE)
                .in(Group.RUN)
                .flag("An unmet requirement is an error, not a reason to skip.", "--no-skip")
                .value("N", "Random numbers: the same give the same virtual run.", SeedOptions.SEED));
    }

    static RunOptions of(Parsed given) throws ExitException {
        var word = given.value(REFEREE).orElse(RefereeMode.WARN.word());
        var mode = RefereeMode.named(word.toLowerCase(Locale.ROOT));
        if (mode.isEmpty()) {
            throw given.wrong(REFEREE, "takes off, warn or fail, not \"" + word + "\"");
        }
        return new RunOptions(given.has("--no-skip"), mode.get(), Seeds.USUAL);
    }
}
