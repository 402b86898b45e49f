package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.repl.Repl;
import dev.simrun.repl.ScenarioSource;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code --step}, {@code --break} and {@code --pause-on-failure}. */
record DebugOptions(boolean step, List<Integer> lines, boolean pauseOnFailure) {
    private static final String STEP = "--step";
    private static final String BREAK = "--break";
    private static final String PAUSE = "--pause-on-failure";

    static Options options(Options options) {
        return options.in(Group.DEBUG)
                .flag("Stop before the first step, at a prompt.", STEP)
                .values("LINE", "Stop before the step at that line, at a prompt.", BREAK)
                .flag("Open a prompt after a step that does not pass.", PAUSE);
    }

    static DebugOptions of(Parsed given) throws ExitException {
        var lines = new ArrayList<Integer>();
        for (var line : given.values(BREAK)) {
            if (!line.matches("[1-9]\\d{0,6}")) {
                throw given.wrong(BREAK, "takes a line's number, not \"" + line + "\"");
            }
            lines.add(Integer.parseInt(line));
        }
        return new DebugOptions(given.has(STEP), List.copyOf(lines), given.has(PAUSE));
    }

    boolean any() {
        return step || pauseOnFailure || !lines.isEmpty();
    }

    Repl repl(ScenarioSource scenarios, Console console, boolean color) {
        return new Repl(
                new Repl.Start(step, pauseOnFailure, lines, "", Optional.empty(), true, Optional.empty()),
                ReplCommand.screen(console, color),
                scenarios);
    }

    /** Refuses what can't be debugged so. */
    void require(List<Planned> plan, Seeds seeds) throws ExitException {
        if (seeds.count() > 1) {
            throw ExitException.usage(SeedOptions.EXPLORE + " tries many orders; debug one of them with --seed");
        }
        if (plan.stream().anyMatch(planned -> planned.file().source().isStandardInput())) {
            throw ExitException.usage("what is typed at a prompt comes from standard input; name a file instead of -");
        }
        var files =
                plan.stream().map(planned -> planned.file().source()).distinct().toList();
        if (!lines.isEmpty() && files.size() > 1) {
            throw ExitException.usage(BREAK + " needs one file to count the lines of, not " + files.size());
        }
        for (var planned : plan) {
            int last = planned.scenarioCase().steps().getLast().common().from().line();
            for (int line : lines) {
                if (line > last) {
                    throw ExitException.usage("%s %s: no step begins there or below; the last one begins at line %s"
                            .formatted(BREAK, line, last));
                }
            }
        }
    }
}
