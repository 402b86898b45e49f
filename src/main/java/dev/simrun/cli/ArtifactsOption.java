package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.report.CaseFolders;
import dev.simrun.report.ConsoleReport;
import dev.simrun.source.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code --artifacts}: a folder for each case that did not pass. */
record ArtifactsOption(Optional<Path> folder) {
    private static final String ARTIFACTS = "--artifacts";

    static Options options(Options options) {
        return options.in(Group.REPORT)
                .value("DIR", "Keep logs, bodies and timeline of what did not pass in folders there.", ARTIFACTS);
    }

    /** What was asked for; a folder that can't be is told before anything runs. */
    static ArtifactsOption of(Parsed given) throws ExitException {
        var name = given.value(ARTIFACTS);
        if (name.isEmpty()) {
            return new ArtifactsOption(Optional.empty());
        }
        var folder = Paths.of(name.get());
        var above = folder.toAbsolutePath().normalize();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above != null && !Files.isDirectory(above)) {
            throw given.wrong(ARTIFACTS, "takes a folder; " + above + " is none");
        }
        if (above != null && !Files.isWritable(above)) {
            throw new ExitException(
                    ExitCode.FAULT, "can't write artifacts to %s: %s is read-only".formatted(folder, above));
        }
        return new ArtifactsOption(Optional.of(folder));
    }

    /** Begins with a run. */
    Optional<CaseFolders> begin(ConsoleReport report, Console console) throws ExitException {
        try {
            return folder.isPresent()
                    ? Optional.of(CaseFolders.begin(folder.get(), console.secrets(), report))
                    : Optional.empty();
        } catch (IOException kept) {
            throw new ExitException(
                    ExitCode.FAULT, "can't remove the artifacts of an earlier run: " + OneLine.of(kept.toString()));
        }
    }

    /** False once it has told of what could not be written. */
    static boolean written(Optional<CaseFolders> folders, Console console) {
        var unwritten = folders.flatMap(CaseFolders::unwritten);
        unwritten.ifPresent(
                why -> console.err().println("error: can't write artifacts: " + OneLine.of(why.toString())));
        return unwritten.isEmpty();
    }
}
