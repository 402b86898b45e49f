package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.manual.Explain;
import dev.simrun.match.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * A command's options. Each that has a long name can also be given as {@code SIMRUN_…} in the environment, and of some
 * commands in a file, see {@link Settings}; what the command line says wins, then the environment.
 */
final class Options {
    /** What options take in help; the longest fits. */
    private static final int COLUMNS = 24;

    /** What would answer each command, whatever it says; others use SIMRUN_VERSION for what they install. */
    private static final Set<String> NOT_IN_THE_ENVIRONMENT = Set.of("--help", "--version");

    private final String usage;
    private final Map<String, Option> byName = new LinkedHashMap<>();
    private final List<Option> repeatable = new ArrayList<>();
    private final Map<Option, String> usually = new HashMap<>();
    private final org.apache.commons.cli.Options known = new org.apache.commons.cli.Options();
    private final Map<Option, Group> groups = new LinkedHashMap<>();
    private Group group = Group.OTHER;
    private boolean obeying;
    private String arguments = "";
    private String aboutArguments = "";
    private Supplier<String> above = () -> "";
    private Supplier<String> below = () -> "";

    private Options(String usage) {
        this.usage = usage;
    }

    static Options of(String name, String... description) {
        var lines = Stream.concat(Stream.of("Usage: " + name + " [OPTION]..."), Stream.of(description));
        return new Options(lines.collect(Collectors.joining("\n", "", "\n")))
                .flag("Show this help and exit.", "-h", "--help");
    }

    /** The options that follow are about that. */
    Options in(Group next) {
        group = next;
        return this;
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

    /** One whose value may be left out, and is the usual one then. */
    Options optional(String label, String usual, String description, String name) {
        var option = option(description, name).hasArg().argName(label).get();
        usually.put(option, usual);
        return with(option);
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
        groups.put(option, group);
        Optional.ofNullable(option.getOpt()).ifPresent(letter -> byName.put("-" + letter, option));
        Optional.ofNullable(option.getLongOpt()).ifPresent(word -> byName.put("--" + word, option));
        return this;
    }

    Options arguments(String label, String description) {
        arguments = "[" + label + "]...";
        aboutArguments = description;
        return this;
    }

    /** Lets the settings of the working directory give what is not given. */
    Options obeyingSettings() {
        obeying = true;
        return this;
    }

    /** The names of the options that settings may have. */
    List<String> settable() {
        return groups.keySet().stream()
                .filter(option -> variable(option).isPresent())
                .map(Option::getLongOpt)
                .sorted()
                .toList();
    }

    /** The option of that long name, without dashes, if settings may have it. */
    Optional<Option> settable(String name) {
        return Optional.ofNullable(byName.get("--" + name))
                .filter(option -> variable(option).isPresent());
    }

    /** Whether it may be given several times. */
    boolean isRepeatable(Option option) {
        return repeatable.contains(option);
    }

    /** The value of one that may be given without. */
    Optional<String> usual(Option option) {
        return Optional.ofNullable(usually.get(option));
    }

    /** What help tells below the options. */
    Options below(Supplier<String> text) {
        below = text;
        return this;
    }

    /** What help tells between the description and the options. */
    Options above(Supplier<String> text) {
        above = text;
        return this;
    }

    String usage() {
        var text = new StringBuilder(arguments.isEmpty() ? usage : usage.replaceFirst("\n", " " + arguments + "\n"));
        text.append(above.get());
        if (!arguments.isEmpty()) {
            text.append("\nArguments:\n").append(Explain.table(Map.of("    " + arguments, aboutArguments), COLUMNS));
        }
        for (var each : Group.values()) {
            var rows = new LinkedHashMap<String, String>();
            groups.forEach((option, in) -> {
                if (in == each) {
                    rows.put(synopsis(option), option.getDescription());
                }
            });
            text.append(rows.isEmpty() ? "" : "\n" + each.title() + ":\n" + Explain.table(rows, COLUMNS));
        }
        return text.append(below.get()).toString();
    }

    /** As it is given: {@code -q, --quiet} or {@code --seed=N}. */
    private String synopsis(Option option) {
        var brief = option.getOpt() == null ? "    " : "-" + option.getOpt() + (option.hasLongOpt() ? ", " : "");
        var value = option.hasArg() ? (option.hasLongOpt() ? "=" : " ") + option.getArgName() : "";
        var shown = usually.containsKey(option) ? "[" + value + "]" : value;
        return brief + (option.hasLongOpt() ? shown(option) : "") + shown;
    }

    static String shown(Option option) {
        return option.hasLongOpt() ? "--" + option.getLongOpt() : "-" + option.getOpt();
    }

    Parsed parse(List<String> args, Map<String, String> environment) throws ExitException {
        return parse(args, environment, Settings.NONE);
    }

    Parsed parse(List<String> args, Map<String, String> environment, Settings settings) throws ExitException {
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
            var variables = new Variables(known.getOptions(), repeatable, usually, environment);
            variables.requireSwitches();
            return new Parsed(
                    args,
                    byName,
                    given,
                    line.getArgList(),
                    variables.meant(),
                    settings.without(variables.switchedOff()));
        } catch (UnrecognizedOptionException unknown) {
            throw unknown(unknown.getOption());
        } catch (MissingArgumentException wrong) {
            throw ExitException.usage(shown(wrong.getOption()) + " needs a value, "
                    + wrong.getOption().getArgName());
        } catch (ParseException wrong) {
            throw new AssertionError(wrong); // no option is required or in a group
        }
    }

    /** What sets an option in the environment. */
    static Optional<String> variable(Option option) {
        return Optional.ofNullable(option.getLongOpt())
                .filter(word -> !NOT_IN_THE_ENVIRONMENT.contains("--" + word))
                .map(word -> "SIMRUN_" + word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * What is written right after an option of one letter, as in {@code -DNAME=VALUE}, is its value; one whose value
     * may be left out takes it only with an equals sign.
     */
    private List<String> separate(List<String> args) {
        var separated = new ArrayList<String>();
        for (var arg : args) {
            var usual = usually.get(byName.get(arg));
            if (usual != null && !separated.contains("--")) {
                separated.add(arg + "=" + usual);
                continue;
            }
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
        var file = console.settings().filter(_ -> obeying);
        var settings = file.isPresent() ? Settings.read(file.get(), RunCommand.options()) : Settings.NONE;
        var given = parse(args, console.environment(), settings);
        if (given.has("--help")) {
            console.out().print(usage());
            return ExitCode.OK;
        }
        return action.run(given);
    }
}
