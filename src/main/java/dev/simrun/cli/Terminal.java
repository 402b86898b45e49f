package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What standard output can show. */
final class Terminal {
    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** The terminal's width, if standard output is one. */
    static OptionalInt width(Map<String, String> environment) {
        if (!isOne() || "dumb".equals(environment.get("TERM"))) {
            return OptionalInt.empty();
        }
        var columns = environment.getOrDefault("COLUMNS", "");
        return OptionalInt.of(columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH);
    }

    static boolean isOne() {
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
    }

    /** The option that {@link #color} looks at. */
    static Options options(Options options) {
        return options.in(Group.CONSOLE).value("WHEN", "Use colour: auto, always or never.", "--color");
    }

    /** {@code --color}, then NO_COLOR, then FORCE_COLOR, then what standard output is. */
    static boolean color(Parsed given, Console console) throws ExitException {
        var when = given.value("--color").orElse("auto").toLowerCase(Locale.ROOT);
        return switch (when) {
            case "always" -> true;
            case "never" -> false;
            case "auto" -> {
                var environment = console.environment();
                yield environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && (!environment.getOrDefault("FORCE_COLOR", "").isEmpty()
                                || width(environment).isPresent());
            }
            default -> throw given.wrong("--color", "takes auto, always or never, not \"" + when + "\"");
        };
    }
}
