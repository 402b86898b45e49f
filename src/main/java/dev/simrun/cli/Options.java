package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.match.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command's options, built without annotations, whose reflection costs start-up. Each option can also be given as
 * {@code SIMRUN_…} in the environment; what the command line says wins.
 */
record Options(CommandSpec spec) {
    static Options of(String name, String... description) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).width(100);
        spec.usageMessage().sortOptions(false);
        spec.interpolateVariables(false); // else it takes ${vars.NAME} for a variable of its own
        return new Options(spec).flag("Show this help and exit.", "-h", "--help");
    }

    Options flag(String description, String... names) {
        return with(OptionSpec.builder(names).arity("0").type(boolean.class), description);
    }

    /** A flag that means more when it is given twice. */
    Options counted(String description, String... names) {
        return with(OptionSpec.builder(names).arity("0").type(boolean[].class), description);
    }

    Options value(String label, String description, String... names) {
        var value = OptionSpec.builder(names).arity("1").type(String.class);
        return with(value.paramLabel(label), description);
    }

    Options values(String label, String description, String... names) {
        var values = OptionSpec.builder(names).arity("1").type(List.class);
        return with(values.auxiliaryTypes(String.class).paramLabel(label), description);
    }

    private Options with(OptionSpec.Builder option, String description) {
        spec.addOption(option.description(description).build());
        return this;
    }

    Options arguments(String label, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel(label)
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build());
        return this;
    }

    String usage() {
        return new CommandLine(spec).getUsageMessage(Ansi.OFF);
    }

    Parsed parse(List<String> args, Map<String, String> environment) throws ExitException {
        try {
            var result = new CommandLine(spec).parseArgs(args.toArray(String[]::new));
            return new Parsed(spec, result, environment);
        } catch (UnmatchedArgumentException unknown) {
            var guess = Spelling.guess(unknown.getSuggestions().stream().findFirst());
            throw ExitException.usage("unknown option \"%s\"%s (simrun --help lists them)"
                    .formatted(unknown.getUnmatched().getFirst(), guess));
        } catch (ParameterException wrong) {
            var message = String.valueOf(wrong.getMessage());
            throw ExitException.usage(message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
        }
    }

    /** What a command does with what was given. */
    interface Action {
        ExitCode run(Parsed given) throws ExitException, InterruptedException;
    }

    /** Carries a command out, unless its help is asked for. */
    ExitCode run(List<String> args, Console console, Action action) throws ExitException, InterruptedException {
        var given = parse(args, console.environment());
        if (given.has("--help")) {
            console.out().print(usage());
            return ExitCode.OK;
        }
        return action.run(given);
    }

    /** What was given. */
    record Parsed(CommandSpec spec, ParseResult result, Map<String, String> environment) {
        boolean has(String name) {
            return result.hasMatchedOption(name)
                    || variable(name)
                            .filter(v -> !v.isEmpty() && !v.equals("0"))
                            .isPresent();
        }

        /** How often a {@link Options#counted} flag was given. */
        int count(String name) {
            return result.hasMatchedOption(name)
                    ? ((boolean[]) result.matchedOption(name).getValue()).length
                    : 0;
        }

        Optional<String> value(String name) {
            return result.hasMatchedOption(name)
                    ? Optional.of(
                            result.matchedOption(name).originalStringValues().getLast())
                    : variable(name).filter(v -> !v.isEmpty());
        }

        List<String> values(String name) {
            return result.hasMatchedOption(name) ? result.matchedOption(name).originalStringValues() : List.of();
        }

        List<String> arguments() {
            var all = new ArrayList<String>();
            result.matchedPositionals().forEach(p -> all.addAll(p.originalStringValues()));
            return all;
        }

        private Optional<String> variable(String name) {
            return Optional.ofNullable(spec.findOption(name)) // not every command has every option
                    .map(option -> option.longestName().replaceFirst("^--?", ""))
                    .map(word -> "SIMRUN_" + word.toUpperCase(Locale.ROOT).replace('-', '_'))
                    .map(environment::get);
        }
    }
}
