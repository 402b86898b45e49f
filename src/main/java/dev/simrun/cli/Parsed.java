package dev.simrun.cli;

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
 */
record Parsed(
        List<String> words,
        Map<String, Option> byName,
        List<Option> given,
        List<String> arguments,
        Map<String, String> environment) {
    boolean has(String name) {
        return count(name) > 0;
    }

    /** How often a {@link Options#counted} flag was given; its variable may say a number. */
    int count(String name) {
        int times = Math.toIntExact(all(name).count());
        return times > 0 ? times : variable(name).map(Parsed::times).orElse(0);
    }

    private static int times(String value) {
        var word = value.toLowerCase(Locale.ROOT);
        return word.matches("\\d") ? Integer.parseInt(word) : Options.ON.contains(word) ? 1 : 0;
    }

    /** What a message calls an option: its variable, where that has set it. */
    String named(String name) {
        var variable = Optional.ofNullable(byName.get(name)).flatMap(Options::variable);
        return all(name).findAny().isPresent() || variable(name).isEmpty() ? name : variable.orElse(name);
    }

    Optional<String> value(String name) {
        return all(name).map(Option::getValue).findFirst().or(() -> variable(name));
    }

    /** All values of an option; its variable may have several, with spaces or commas between them. */
    List<String> values(String name) {
        var values = all(name).map(Option::getValue).toList();
        return values.isEmpty()
                ? variable(name).map(it -> List.of(it.strip().split("[\\s,]+"))).orElse(values)
                : values;
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
