package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.report.ConsoleReport;
import dev.simrun.report.GithubAnnotations;
import dev.simrun.report.Slowest;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is told of a run on the terminal. */
record Screen(ConsoleReport report, Slowest slowest, Optional<GithubAnnotations> annotations) {
    private static final String DURATIONS = "--durations";
    private static final int MOST = 1_000_000;

    /** The options that say how much. */
    static Options options(Options options) {
        return options.in(Group.CONSOLE)
                .counted("Show the steps; twice: the events too.", "-v", "--verbose")
                .flag("Show only failures and the summary.", "-q", "--quiet")
                .value("N", "Show at the end the N cases and the N steps that took longest.", DURATIONS);
    }

    /**
     * As the options say.
     *
     * @param terminalColumns the width of the terminal, empty if it isn't one
     */
    static Screen of(Parsed given, Console console, OptionalInt terminalColumns) throws ExitException {
        int verbosity = given.has("--quiet") ? -1 : Math.min(2, given.count("--verbose"));
        return of(given, console, terminalColumns, verbosity);
    }

    /** Where somebody steps through the cases and has seen what happened. */
    static Screen brief(Parsed given, Console console) throws ExitException {
        return of(given, console, OptionalInt.empty(), 0);
    }

    private static Screen of(Parsed given, Console console, OptionalInt terminalColumns, int verbosity)
            throws ExitException {
        return new Screen(
                new ConsoleReport(console.out(), Terminal.color(given, console), terminalColumns, verbosity),
                new Slowest(Numbers.of(given, DURATIONS, 0, MOST).orElse(0)),
                Github.annotations(given.environment(), console.secrets()));
    }

    /** With others that are told. */
    RunListener listener(List<RunListener> others) {
        var all = new ArrayList<RunListener>(List.of(report, slowest));
        annotations.ifPresent(all::add);
        all.addAll(others);
        return RunListener.all(all);
    }

    /** Tells the end. */
    void finish(RunResult result) {
        report.finish(
                result,
                slowest.text() + annotations.map(GithubAnnotations::text).orElse(""));
    }
}
