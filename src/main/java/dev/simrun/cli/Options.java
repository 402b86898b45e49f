package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.match.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * A command's options. Each can also be given as {@code SIMRUN_…} in the environment; what the command line says wins.
 */
final class Options {
    private final String usage;
    private final Map<String, Option> byName = new LinkedHashMap<>();
    private final List<Option> repeatable = new ArrayList<>();
    private final org.apache.commons.cli.Options known = new org.apache.commons.cli.Options();
    private String arguments = "";
    private String aboutArguments = "";

    private Options(String usage) {
        this.usage = usage;
    }

    static Options of(String name, String... description) {
        var lines = Stream.concat(Stream.of("Usage: " + name + " [OPTION]..."), Stream.of(description));
        return new Options(lines.collect(Collectors.joining("\n"))).flag("Show this help and exit.", "-h", "--help");
    }

    Options flag(String description, String... names) {
        return with(option(description, names).get());
    }

    /** A flag that means more when it is given twice. */
    Options counted(String description, String... names) {
        return repeated(option(description, names).get());
    }

    Options value(String label, String description, String... names) {
        return with(option(description, names).hasArg().argName(label).get());
    }

    Options values(String label, String description, String... names) {
        return repeated(option(description, names).hasArg().argName(label).get());
    }

    private static Option.Builder option(String description, String... names) {
        var option = Option.builder(names[0].startsWith("--") ? null : names[0].substring(1));
        var last = names[names.length - 1];
        return option.longOpt(last.startsWith("--") ? last.substring(2) : null).desc(description);
    }

    private Options repeated(Option option) {
        repeatable.add(option);
        return with(option);
    }

    private Options with(Option option) {
        known.addOption(option);
        Optional.ofNullable(option.getOpt()).ifPresent(letter -> byName.put("-" + letter, option));
        Optional.ofNullable(option.getLongOpt()).ifPresent(word -> byName.put("--" + word, option));
        return this;
    }

    Options arguments(String label, String description) {
        arguments = "[" + label + "]...";
        aboutArguments = description;
        return this;
    }

    String usage() {
        var rows = new LinkedHashMap<String, String>();
        if (!arguments.isEmpty()) {
            rows.put("      " + arguments, aboutArguments);
        }
        for (var option : known.getOptions()) {
            var brief =
                    option.getOpt() == null ? "      " : "  -" + option.getOpt() + (option.hasLongOpt() ? ", " : "");
            var value = option.hasArg() ? (option.hasLongOpt() ? "=" : " ") + option.getArgName() : "";
            rows.put(brief + (option.hasLongOpt() ? shown(option) : "") + value, option.getDescription());
        }
        var width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        var text = new StringBuilder(arguments.isEmpty() ? usage : usage.replaceFirst("\n", " " + arguments + "\n"));
        rows.forEach((left, right) -> text.append(("\n%-" + width + "s   %s").formatted(left, right)));
        return text.append("\n").toString();
    }

    private static String shown(Option option) {
        return option.hasLongOpt() ? "--" + option.getLongOpt() : "-" + option.getOpt();
    }

    Parsed parse(List<String> args, Map<String, String> environment) throws ExitException {
        var parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            var line = parser.parse(known, separate(args).toArray(String[]::new));
            var given = List.of(line.getOptions());
            for (var option : given) {
                if (!repeatable.contains(option) && given.indexOf(option) != given.lastIndexOf(option)) {
                    throw ExitException.usage(shown(option) + " is given twice");
                }
            }
            return new Parsed(byName, given, line.getArgList(), environment);
        } catch (UnrecognizedOptionException unknown) {
            throw unknown(unknown.getOption());
        } catch (MissingArgumentException wrong) {
            throw ExitException.usage(shown(wrong.getOption()) + " needs a value, "
                    + wrong.getOption().getArgName());
        } catch (ParseException wrong) {
            throw new AssertionError(wrong); // no option is required or in a group
        }
    }

    /** What is written right after an option of one letter, as in {@code -DNAME=VALUE}, is its value. */
    private List<String> separate(List<String> args) {
        var separated = new ArrayList<String>();
        for (var arg : args) {
            var option = arg.length() > 2 ? byName.get(arg.substring(0, 2)) : null;
            if (option == null || !option.hasArg() || separated.contains("--")) {
                separated.add(arg);
            } else {
                separated.add(arg.substring(0, 2));
                separated.add(arg.substring(arg.charAt(2) == '=' ? 3 : 2));
            }
        }
        return separated;
    }

    private ExitException unknown(String word) {
        var name = word.replaceFirst("=.*", "");
        if (byName.containsKey(name)) {
            return ExitException.usage(name + " takes no value");
        }
        return ExitException.usage("unknown option \"" + name + "\"" + Spelling.guess(name, byName.keySet())
                + " (simrun --help lists them)");
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
    record Parsed(
            Map<String, Option> byName, List<Option> given, List<String> arguments, Map<String, String> environment) {
        boolean has(String name) {
            return count(name) > 0
                    || variable(name)
                            .filter(v -> !v.isEmpty() && !v.equals("0"))
                            .isPresent();
        }

        /** How often a {@link Options#counted} flag was given. */
        int count(String name) {
            return Math.toIntExact(all(name).count());
        }

        Optional<String> value(String name) {
            return values(name).stream().findFirst().or(() -> variable(name).filter(v -> !v.isEmpty()));
        }

        List<String> values(String name) {
            return all(name).map(Option::getValue).toList();
        }

        private Stream<Option> all(String name) {
            return given.stream().filter(option -> option.equals(byName.get(name)));
        }

        private Optional<String> variable(String name) {
            return Optional.ofNullable(byName.get(name)) // not every command has every option
                    .map(option -> shown(option).replaceFirst("^--?", ""))
                    .map(word -> "SIMRUN_" + word.toUpperCase(Locale.ROOT).replace('-', '_'))
                    .map(environment::get);
        }
    }
}
