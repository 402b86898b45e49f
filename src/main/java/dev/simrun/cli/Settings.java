package dev.simrun.cli;

import dev.simrun.match.Spelling;
import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.Option;

/**
 * What {@code simrun.yaml} in the working directory says: the values of options that neither the command line nor the
 * environment gives, and what is run before the first case. Its keys are those options that have a variable, too.
 *
 * @param values by the options' long names
 * @param before programs with their arguments
 */
record Settings(Map<String, Value> values, List<List<String>> before) {
    static final String FILE = "simrun.yaml";
    static final String BEFORE = "before";
    static final Settings NONE = new Settings(Map.of(), List.of());

    private static final String BEFORE_FORM = "write a list for each command, as in " + BEFORE + ": [[make, layer]]";

    /** More in a file is a mistake. */
    private static final int MOST_COMMANDS = 100;

    /**
     * What an option is set to.
     *
     * @param at where the value stands
     * @param texts as the option takes them; none where it is switched off
     */
    record Value(Location at, List<String> texts) {
        Value {
            texts = List.copyOf(texts);
        }
    }

    Settings {
        values = Map.copyOf(values);
        before = List.copyOf(before);
    }

    /**
     * Reads the file, if it is there.
     *
     * @param options all that can be set
     * @throws ExitException with all mistakes in it, each with its place
     */
    static Settings read(Path file, Options options) throws ExitException {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            var source = ScenarioText.text(file, file.toString());
            boolean empty =
                    source.text().lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
            return empty ? NONE : new Reading(options).read(ScenarioText.read(source));
        } catch (ScenarioException wrong) {
            throw ExitException.usage(wrong.problems());
        }
    }

    /** What an option is set to, if it is. */
    Optional<Value> of(Option option) {
        return Optional.ofNullable(option.getLongOpt()).map(values::get);
    }

    /** The same without some options. */
    Settings without(Set<String> names) {
        var others = new LinkedHashMap<>(values);
        others.keySet().removeAll(names);
        return new Settings(others, before);
    }

    /** One reading of the file, which tells all mistakes at once. */
    private record Reading(Options options, Problems problems, Map<String, Value> values) {
        Reading(Options options) {
            this(options, new Problems(), new LinkedHashMap<>());
        }

        Settings read(Node root) {
            if (!(root instanceof Node.Mapping mapping)) {
                throw new ScenarioException(
                        Problem.of(root.at(), "the settings are a mapping of options, not " + root.shown())
                                .remark("such as junit: out/junit.xml"));
            }
            List<List<String>> before = List.of();
            for (var entry : mapping.entries()) {
                if (entry.name().equals(BEFORE)) {
                    before = commands(entry.value());
                } else {
                    options.settable(entry.name())
                            .ifPresentOrElse(option -> value(option, entry), () -> unknown(entry.key()));
                }
            }
            problems.throwIfAny();
            return new Settings(values, before);
        }

        private void unknown(Node.Scalar key) {
            var known = new ArrayList<>(options.settable());
            known.add(BEFORE);
            var bare = key.text().replaceFirst("^-+", "");
            var problem = Problem.of(key.at(), "there is no option \"" + key.text() + "\" that can be set here");
            problems.add(
                    known.contains(bare)
                            ? problem.remark("write " + bare + ", without dashes")
                            : problem.meant(Spelling.nearest(bare, known))
                                    .note("keys are the long names of options, as simrun --help lists them"));
        }

        private void value(Option option, Node.Entry entry) {
            texts(option, entry)
                    .ifPresent(texts -> values.put(
                            option.getLongOpt(), new Value(entry.value().at(), texts)));
        }

        private Optional<List<String>> texts(Option option, Node.Entry entry) {
            var value = entry.value();
            boolean several = options.isRepeatable(option);
            if (!option.hasArg()) {
                return several ? times(entry) : bool(value).or(() -> wrong(entry, "true or false"));
            }
            if (several && value instanceof Node.Sequence sequence) {
                var texts = sequence.items().stream().flatMap(it -> text(it).stream());
                var all = texts.toList();
                return all.size() == sequence.items().size()
                        ? Optional.of(all)
                        : wrong(entry, "texts only in its list");
            }
            var usual = options.usual(option);
            if (usual.isPresent() && bool(value).isPresent()) {
                return bool(value).map(on -> on.isEmpty() ? on : List.of(usual.get()));
            }
            var label = option.getArgName();
            return text(value)
                    .map(List::of)
                    .or(() -> wrong(entry, several ? label + " or a list of such" : "a value, " + label));
        }

        /** On, or nothing. */
        private static Optional<List<String>> bool(Node value) {
            return value instanceof Node.Scalar scalar && scalar.value().isBoolean()
                    ? Optional.of(scalar.value().asBoolean() ? List.of("1") : List.of())
                    : Optional.empty();
        }

        private Optional<List<String>> times(Node.Entry entry) {
            return bool(entry.value())
                    .or(() -> text(entry.value())
                            .filter(it -> it.matches("\\d"))
                            .map(List::of)
                            .or(() -> wrong(entry, "true, false or how many times, up to 9")));
        }

        private static Optional<String> text(Node value) {
            return value instanceof Node.Scalar scalar && !scalar.value().isNull()
                    ? Optional.of(scalar.text())
                    : Optional.empty();
        }

        private Optional<List<String>> wrong(Node.Entry entry, String what) {
            problems.tell(
                    entry.value().at(),
                    entry.name() + " takes " + what + ", not " + entry.value().shown());
            return Optional.empty();
        }

        private List<List<String>> commands(Node value) {
            var commands = new ArrayList<List<String>>();
            if (!(value instanceof Node.Sequence sequence)) {
                problems.add(Problem.of(value.at(), BEFORE + " takes a list of commands, not " + value.shown())
                        .remark(BEFORE_FORM));
                return commands;
            }
            if (sequence.items().size() > MOST_COMMANDS) {
                problems.tell(value.at(), BEFORE + " has more than " + MOST_COMMANDS + " commands");
            }
            for (var item : sequence.items()) {
                var words = item instanceof Node.Sequence command
                        ? command.items().stream()
                                .flatMap(it -> text(it).stream())
                                .toList()
                        : List.<String>of();
                boolean whole = item instanceof Node.Sequence all && all.items().size() == words.size();
                if (!whole
                        || words.isEmpty()
                        || words.getFirst().isEmpty()
                        || words.toString().indexOf('\0') >= 0) {
                    problems.add(Problem.of(
                                    item.at(),
                                    "a command is a list: a program and its arguments, not "
                                            + (whole ? "an empty one" : item.shown()))
                            .remark(BEFORE_FORM));
                    return commands; // the others are as this one
                }
                commands.add(words);
            }
            return commands;
        }
    }
}
