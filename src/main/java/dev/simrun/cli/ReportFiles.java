package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.page.HtmlReport;
import dev.simrun.report.JsonlReport;
import dev.simrun.report.JunitReport;
import dev.simrun.report.MarkdownReport;
import dev.simrun.report.RunInfo;
import dev.simrun.report.Secrets;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner.Planned;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The reports that a run is to write.
 *
 * @param jobSummary the file in which a job of GitHub Actions collects what its page is to show
 */
record ReportFiles(
        Optional<ReportPath> junit,
        boolean junitStrict,
        Optional<ReportPath> jsonl,
        Optional<ReportPath> html,
        Optional<ReportPath> markdown,
        Optional<Path> jobSummary) {
    private static final String JUNIT = "--junit";
    private static final String STRICT = "--junit-strict";
    private static final String JSONL = "--jsonl";
    private static final String HTML = "--html";
    private static final String MARKDOWN = "--markdown";

    static Options options(Options options) {
        return options.in(Group.REPORT)
                .value("FILE", "Write a JUnit XML report.", JUNIT)
                .flag("Keep the report to what strict schemas allow.", STRICT)
                .value("FILE", "Write the full result as JSON Lines.", JSONL)
                .value("FILE", "Write a page to look at, with a timeline of each case.", HTML)
                .value("FILE", "Write what did not pass in Markdown.", MARKDOWN);
    }

    /** Without the variables that name reports: they are for runs, whose records are read here. */
    static Console ofCommandLine(Console console) {
        return console.without(Set.of("SIMRUN_JUNIT", "SIMRUN_JSONL", "SIMRUN_HTML", "SIMRUN_MARKDOWN", Bazel.JUNIT));
    }

    /** What was asked for; a report that can't be written is told before anything runs. */
    static ReportFiles of(Parsed given) throws ExitException {
        var junit = path(given, JUNIT);
        var jsonl = path(given, JSONL);
        var html = path(given, HTML);
        var markdown = path(given, MARKDOWN);
        requireOther(jsonl, junit, JUNIT);
        requireOther(html, junit, JUNIT);
        requireOther(html, jsonl, JSONL);
        requireOther(markdown, junit, JUNIT);
        requireOther(markdown, jsonl, JSONL);
        requireOther(markdown, html, HTML);
        return new ReportFiles(junit, given.has(STRICT), jsonl, html, markdown, Github.jobSummary(given.environment()));
    }

    private static void requireOther(Optional<ReportPath> path, Optional<ReportPath> other, String option)
            throws ExitException {
        if (path.isPresent() && other.isPresent()) {
            path.get().requireOther(other.get().path(), "where " + option + " writes");
        }
    }

    private static Optional<ReportPath> path(Parsed given, String option) throws ExitException {
        var name = given.value(option)
                .or(() -> option.equals(JUNIT) ? Bazel.junit(given.environment()) : Optional.empty());
        try {
            return name.isPresent() ? Optional.of(ReportPath.of(option, name.get())) : Optional.empty();
        } catch (ExitException wrong) {
            throw given.placed(option, wrong);
        }
    }

    private Stream<ReportPath> paths() {
        return Stream.of(junit, jsonl, html, markdown).flatMap(Optional::stream);
    }

    /** Refuses to write over a scenario that is to be run. */
    void requireOther(List<Planned> plan) throws ExitException {
        // By path: a file's hash is that of all its cases.
        for (var file :
                plan.stream().map(planned -> planned.file().path()).distinct().toList()) {
            requireOther(file, "a scenario of this run");
        }
    }

    /** Refuses to write over what is read. */
    void requireOther(Path read, String what) throws ExitException {
        for (var path : paths().toList()) {
            path.requireOther(read, what);
        }
    }

    /** Begins the reports of a run, none of which tells a secret. */
    Begun begin(RunInfo info, Secrets secrets) throws ExitException {
        for (var path : paths().toList()) {
            path.makeFolder();
        }
        var told = junit.isPresent() || jsonl.isPresent() || html.isPresent() ? info.withHost() : info;
        try {
            return new Begun(
                    this,
                    junit.map(_ -> new JunitReport(junitStrict, told.host().orElse(""), secrets)),
                    jsonl.isPresent()
                            ? Optional.of(JsonlReport.begin(jsonl.get().path(), told, secrets))
                            : Optional.empty(),
                    html.isPresent()
                            ? Optional.of(HtmlReport.begin(html.get().path(), told, secrets))
                            : Optional.empty(),
                    markdown.isPresent() || jobSummary.isPresent()
                            ? Optional.of(new MarkdownReport(secrets))
                            : Optional.empty());
        } catch (IOException unwritable) {
            throw new ExitException(ExitCode.FAULT, "can't write the report: " + unwritable.getMessage());
        }
    }

    /** The reports while the run goes on. */
    record Begun(
            ReportFiles files,
            Optional<JunitReport> xml,
            Optional<JsonlReport> lines,
            Optional<HtmlReport> page,
            Optional<MarkdownReport> summary)
            implements AutoCloseable {
        /** What the run is to tell. */
        List<RunListener> listeners() {
            return Stream.of(xml, lines, page, summary)
                    .<RunListener>flatMap(Optional::stream)
                    .toList();
        }

        /** Writes all of a run that ended with that code; false once it has told of one that could not be written. */
        boolean write(RunResult result, int exit, PrintStream err) {
            boolean written = true;
            if (xml.isPresent()) {
                written = tried(
                        () -> xml.get().write(result, files.junit.orElseThrow().path()), err);
            }
            if (lines.isPresent()) {
                written &= tried(() -> lines.get().finish(result, exit), err);
            }
            if (page.isPresent()) {
                written &= tried(() -> page.get().finish(result), err);
            }
            if (files.markdown.isPresent()) {
                written &= tried(
                        () -> summary.orElseThrow()
                                .write(result, files.markdown.get().path()),
                        err);
            }
            if (files.jobSummary.isPresent()) {
                // Nobody has asked for it, so that it changes no exit code.
                var _ = tried(() -> summary.orElseThrow().append(result, files.jobSummary.get()), err);
            }
            return written;
        }

        @Override
        public void close() {
            Stream.of(lines, page).flatMap(Optional::stream).forEach(Begun::close);
        }

        private static void close(Closeable report) {
            try {
                report.close();
            } catch (IOException gone) {
                // What could not be written has been told; nothing of it is left.
            }
        }
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
