package dev.simrun.cli;

import dev.simrun.source.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;

/**
 * What was given to a command: options, and what they are for.
 *
 * @param words all of it, as it was typed
 * @param settings what holds where neither the command line nor the environment says anything
 */
record Parsed(
        List<String> words,
        Map<String, Option> byName,
        List<Option> given,
        List<String> arguments,
        Map<String, String> environment,
        Settings settings) {
    boolean has(String name) {
        return count(name) > 0;
    }

    /** How often a {@link Options#counted} flag was given; its variable and its setting may say a number. */
    int count(String name) {
        int times = Math.toIntExact(all(name).count());
        return times > 0
                ? times
                : variable(name)
                        .or(() ->
                                setting(name).flatMap(it -> it.texts().stream().findFirst()))
                        .map(Parsed::times)
                        .orElse(0);
    }

    private static int times(String value) {
        var word = value.toLowerCase(Locale.ROOT);
        return word.matches("\\d") ? Integer.parseInt(word) : Variables.ON.contains(word) ? 1 : 0;
    }

    /** What a message calls an option: its variable, where that has set it. */
    String named(String name) {
        var variable = Optional.ofNullable(byName.get(name)).flatMap(Options::variable);
        return all(name).findAny().isPresent() || variable(name).isEmpty() ? name : variable.orElse(name);
    }

    /** What is wrong with an option's value, such as {@code takes a number, not "x"}; with its place in a file. */
    ExitException wrong(String name, String what) {
        return decisive(name)
                .map(it -> ExitException.usage(List.of(Problem.of(it.at(), name.replaceFirst("^--", "") + " " + what))))
                .orElseGet(() -> ExitException.usage(named(name) + " " + what));
    }

    /** What is wrong with an option's value, with its place where a file has set it. */
    ExitException placed(String name, ExitException wrong) {
        return decisive(name)
                .filter(_ -> wrong.code() == ExitCode.USAGE)
                .map(it -> ExitException.usage(List.of(Problem.of(it.at(), String.valueOf(wrong.getMessage())))))
                .orElse(wrong);
    }

    /** Whether an option is what a file says, and nobody has asked for it now. */
    boolean isSetting(String name) {
        return decisive(name).isPresent();
    }

    /** The setting that an option has, unless something else has set it. */
    private Optional<Settings.Value> decisive(String name) {
        return setting(name)
                .filter(_ -> all(name).findAny().isEmpty() && variable(name).isEmpty());
    }

    Optional<String> value(String name) {
        return all(name)
                .map(Option::getValue)
                .findFirst()
                .or(() -> variable(name))
                .or(() -> setting(name).flatMap(it -> it.texts().stream().findFirst()));
    }

    /** All values of an option; its variable may have several, with spaces or commas between them. */
    List<String> values(String name) {
        var values = all(name).map(Option::getValue).toList();
        return values.isEmpty()
                ? variable(name)
                        .map(it -> List.of(it.strip().split("[\\s,]+")))
                        .or(() -> setting(name).map(Settings.Value::texts))
                        .orElse(values)
                : values;
    }

    private Optional<Settings.Value> setting(String name) {
        return Optional.ofNullable(byName.get(name)).flatMap(settings::of);
    }

    private Stream<Option> all(String name) {
        return given.stream().filter(option -> option.equals(byName.get(name)));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(byName.get(name)) // not every command has every option
                .flatMap(Options::variable)
                .map(environment::get)
                .filter(value -> !value.isBlank());
    }
}
