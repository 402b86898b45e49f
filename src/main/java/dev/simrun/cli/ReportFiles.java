package dev.simrun.cli;

import dev.simrun.report.JsonlReport;
import dev.simrun.report.JunitReport;
import dev.simrun.run.RunResult;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The reports that a run is to write. */
record ReportFiles(Optional<Path> junit, boolean junitStrict, Optional<Path> jsonl) {
    private static final String JUNIT = "--junit";
    private static final String STRICT = "--junit-strict";
    private static final String JSONL = "--jsonl";

    static Options options(Options options) {
        return options.value("FILE", "Write a JUnit XML report.", JUNIT)
                .flag("Keep the report to what strict schemas allow.", STRICT)
                .value("FILE", "Write the full result as JSON Lines.", JSONL);
    }

    /** What was asked for; a report that can't be written is told before anything runs. */
    static ReportFiles of(Options.Parsed given) throws CommandException {
        var files =
                new ReportFiles(
                        given.value(JUNIT).map(Path::of),
                        given.has(STRICT),
                        given.value(JSONL).map(Path::of));
        for (var target : files.targets()) {
            requireWritable(target);
        }
        return files;
    }

    private List<Path> targets() {
        return List.of(junit, jsonl).stream().flatMap(Optional::stream).toList();
    }

    private static void requireWritable(Path target) throws CommandException {
        var folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target) || folder == null || !Files.isDirectory(folder)) {
            throw new CommandException(
                    ExitCode.FAULT,
                    "can't write the report "
                            + target
                            + (Files.isDirectory(target)
                                    ? ": it is a folder"
                                    : ": there is no folder " + folder));
        }
        if (!Files.isWritable(folder)) {
            throw new CommandException(
                    ExitCode.FAULT,
                    "can't write the report " + target + ": the folder is read-only");
        }
    }

    /** Writes all; false once it has told of one that could not be written. */
    boolean write(RunResult result, String version, PrintStream err) {
        boolean written = true;
        if (junit.isPresent()) {
            written = tried(() -> JunitReport.write(result, junit.get(), junitStrict), err);
        }
        if (jsonl.isPresent()) {
            written &= tried(() -> JsonlReport.write(result, version, jsonl.get()), err);
        }
        return written;
    }

    private interface Report {
        void write() throws IOException;
    }

    private static boolean tried(Report report, PrintStream err) {
        try {
            report.write();
            return true;
        } catch (IOException unwritable) {
            err.println("error: can't write the report: " + unwritable.getMessage());
            return false;
        }
    }
}
