package dev.simrun.repl;

import dev.simrun.language.ScenarioReader;
import dev.simrun.report.Secrets;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.ScenarioText;
import dev.simrun.source.Source;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the scenarios of a run are read. What they take of the environment that is secret is not shown from then on.
 *
 * @param definitions of variables, as on the command line
 * @param environment what {@code ${env.NAME}} stands for, and what actors inherit
 * @param envFile that some of it is from, as given
 */
public record ScenarioSource(
        Map<String, String> definitions, Map<String, String> environment, Optional<String> envFile, Secrets secrets) {
    /** Reads a file, which messages call by its path. */
    public ScenarioFile read(Path path) throws ScenarioException {
        return kept(ScenarioReader.read(path, path.toString(), definitions, environment));
    }

    /** Reads what stands to be read; its relative paths are below the working directory. */
    public ScenarioFile read(InputStream in) throws ScenarioException {
        var source = ScenarioText.load(in);
        return kept(ScenarioReader.read(Path.of(source.name()), source, definitions, environment));
    }

    ScenarioFile again(ScenarioFile file) throws ScenarioException {
        return kept(ScenarioReader.read(file.path(), file.source().name(), definitions, environment));
    }

    private ScenarioFile kept(ScenarioFile file) {
        secrets.add(file.secrets());
        return file.with(envFile);
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
