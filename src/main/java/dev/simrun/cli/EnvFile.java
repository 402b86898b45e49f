package dev.simrun.cli;

import dev.simrun.repl.ScenarioSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code --env-file}: variables that scenarios read before simrun's own, and that nothing shows. Lines are
 * {@code NAME=value}; empty ones and those that begin with {@code #} are passed over, a pair of quotes around a value
 * is not part of it, and nothing in it is put in or escaped.
 */
final class EnvFile {
    private static final String ENV_FILE = "--env-file";
    private static final Pattern LINE = Pattern.compile("([A-Za-z_]\\w*)=(.*)");
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'");

    private EnvFile() {}

    static Options options(Options options) {
        return options.in(Group.RUN)
                .value("FILE", "Read NAME=value lines as ${env.NAME}; no output shows the values.", ENV_FILE);
    }

    /** How scenarios are read; from now on no output shows the secrets of what they read. */
    static ScenarioSource source(Parsed given, Main.Console console) throws ExitException {
        var variables = new LinkedHashMap<>(console.environment());
        var file = given.value(ENV_FILE);
        if (file.isPresent()) {
            var read = read(file.get(), given);
            console.secrets().add(read);
            variables.putAll(read);
        }
        return new ScenarioSource(Selection.definitions(given), Map.copyOf(variables), file, console.secrets());
    }

    private static Map<String, String> read(String name, Parsed given) throws ExitException {
        try {
            return read(name);
        } catch (ExitException wrong) {
            throw given.placed(ENV_FILE, wrong);
        }
    }

    private static Map<String, String> read(String name) throws ExitException {
        var variables = new LinkedHashMap<String, String>();
        var lines = lines(name);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var place = "%s %s:%s: ".formatted(ENV_FILE, name, i + 1);
            var variable = LINE.matcher(line);
            if (!variable.matches()) {
                // not the line itself: it may hold a secret
                throw ExitException.usage(place + "not a line such as NAME=value");
            }
            if (variables.putIfAbsent(
                            variable.group(1), unquoted(variable.group(2).strip()))
                    != null) {
                throw ExitException.usage(place + variable.group(1) + " is given twice");
            }
        }
        return variables;
    }

    private static List<String> lines(String name) throws ExitException {
        try {
            return Files.readString(Path.of(name))
                    .replaceFirst("^\uFEFF", "")
                    .lines()
                    .toList();
        } catch (CharacterCodingException notText) {
            throw ExitException.usage("%s %s: it is not UTF-8".formatted(ENV_FILE, name));
        } catch (IOException | InvalidPathException unreadable) {
            throw ExitException.usage("%s %s: there is no such file, or it can't be read".formatted(ENV_FILE, name));
        }
    }

    private static String unquoted(String value) {
        var quoted = QUOTED.matcher(value);
        return quoted.matches() ? value.substring(1, value.length() - 1) : value;
    }
}
