package dev.simrun.cli;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/**
 * What the environment says of options.
 *
 * @param repeatable those that may be given several times
 * @param usually the values of those that may be given without
 */
record Variables(
        Collection<Option> known,
        List<Option> repeatable,
        Map<Option, String> usually,
        Map<String, String> environment) {
    static final Set<String> ON = Set.of("1", "true", "yes", "on");
    private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");

    /** The environment, with what a word stands for that switches an option on which usually has no value. */
    Map<String, String> meant() {
        var meant = new HashMap<>(environment);
        for (var option : usually.entrySet()) {
            Options.variable(option.getKey())
                    .ifPresent(name -> meant.computeIfPresent(name, (_, value) -> {
                        var word = value.toLowerCase(Locale.ROOT);
                        return ON.contains(word) ? option.getValue() : OFF.contains(word) ? "" : value;
                    }));
        }
        return meant;
    }

    /** The names of options with a usual value that the environment says are not to hold. */
    Set<String> switchedOff() {
        return usually.keySet().stream()
                .filter(option -> Options.variable(option)
                        .map(environment::get)
                        .filter(value -> !value.isEmpty() && OFF.contains(value.toLowerCase(Locale.ROOT)))
                        .isPresent())
                .map(Option::getLongOpt)
                .collect(Collectors.toSet());
    }

    /** A flag's variable switches it on or off. */
    void requireSwitches() throws ExitException {
        for (var option : known) {
            var name = Options.variable(option);
            var value = name.map(environment::get).orElse("").toLowerCase(Locale.ROOT);
            boolean counted = repeatable.contains(option) && value.matches("\\d");
            if (!option.hasArg() && !ON.contains(value) && !OFF.contains(value) && !counted) {
                throw ExitException.usage("%s takes 1 or 0, not \"%s\"; it stands for %s"
                        .formatted(name.get(), value, Options.shown(option)));
            }
        }
    }
}
