package dev.simrun.repl;

import dev.simrun.language.ScenarioReader;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads scenarios as the run did that the session is part of.
 *
 * @param definitions of variables, as on the command line
 * @param environment what {@code ${env.NAME}} stands for
 */
public record ScenarioSource(Map<String, String> definitions, Map<String, String> environment) {
    ScenarioFile again(ScenarioFile file) throws ScenarioException {
        return ScenarioReader.read(file.path(), file.source().name(), definitions, environment);
    }

    /** Reads what a file is to be. */
    ScenarioFile read(Path path, String text) throws ScenarioException {
        return ScenarioReader.read(path, new Source(path.toString(), text), definitions, environment);
    }

    /** What nothing would read in what a file is to be. */
    List<String> unread(Path path, String text) throws ScenarioException {
        return ScenarioReader.unread(path, new Source(path.toString(), text), definitions, environment);
    }
}
