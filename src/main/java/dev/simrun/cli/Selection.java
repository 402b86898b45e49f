package dev.simrun.cli;

import dev.simrun.cli.Main.Console;
import dev.simrun.language.SecretVariables;
import dev.simrun.repl.ScenarioSource;
import dev.simrun.report.Secrets;
import dev.simrun.run.Runner.Planned;
import dev.simrun.source.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which cases are meant. */
final class Selection {
    static final String DEFINE = "-D";
    private static final String NAME = "--name";
    private static final String TAGS = "--tags";
    private static final String LAST_FAILED = "--last-failed";
    private static final String EXCLUDE = "--exclude";

    /** Who has more has made one of them many times, or has asked for the wrong folder; they fill a screen. */
    static final int MOST_TOLD = 10;

    private Selection() {}

    /** The options and arguments that say so. */
    static Options options(Options options) {
        return EnvFile.options(options.obeyingSettings()
                        .in(Group.SELECT)
                        .value("TEXT", "Only cases whose name holds this text.", NAME)
                        .value("EXPR", "Only scenarios with such tags, as 'smoke and not slow'.", TAGS)
                        .values("GLOB", "Leave out paths below folders, such as 'drafts/**'.", EXCLUDE)
                        .flag("Only cases that did not pass when they were last run here.", LAST_FAILED)
                        .in(Group.RUN)
                        .values("NAME=VALUE", "Set ${vars.NAME}.", DEFINE))
                .arguments("PATH[:LINE]", "Scenario files and folders; - is standard input.");
    }

    /** Reads what was asked for; empty once the problems of the files have been told. */
    static Optional<List<Planned>> read(Parsed given, ScenarioSource scenarios, Console console) throws ExitException {
        var expression = tags(given);
        for (var pattern : given.values(EXCLUDE)) {
            try {
                var _ = Discovery.glob(pattern);
            } catch (ExitException wrong) {
                throw given.placed(EXCLUDE, wrong);
            }
        }
        var plan = Plan.read(given.arguments(), given.values(EXCLUDE), scenarios);
        plan.requireUse(scenarios.definitions().keySet());
        if (!plan.problems().isEmpty()) {
            tell(plan.problems(), scenarios, console);
            return Optional.empty();
        }
        tellUnmasked(console);
        if (plan.passedOver() > 0) {
            console.err().println(Discovery.passedOverText(plan.passedOver()));
        }
        var cases = plan.cases(given.value(NAME).or(() -> Bazel.name(given.environment())), expression);
        return Optional.of(given.has(LAST_FAILED) ? LastFailed.of(cases, console) : cases);
    }

    private static Optional<TagExpression> tags(Parsed given) throws ExitException {
        var tags = given.value(TAGS);
        try {
            return tags.isPresent() ? Optional.of(TagExpression.parse(tags.get())) : Optional.empty();
        } catch (ExitException wrong) {
            throw given.placed(TAGS, wrong);
        }
    }

    private static void tellUnmasked(Console console) {
        var names = console.secrets().unmasked();
        if (!names.isEmpty()) {
            console.err()
                    .println("notice: not masked, as a value under %s characters may stand anywhere: %s"
                            .formatted(Secrets.LEAST, String.join(", ", names)));
        }
    }

    /** Nothing is run; what a file takes of the environment is not known, as it could not be read. */
    static void tell(List<Problem> problems, ScenarioSource scenarios, Console console) {
        var err = console.err();
        console.secrets().add(SecretVariables.of(scenarios.environment()));
        problems.stream().limit(MOST_TOLD).forEach(problem -> err.print(problem.render() + "\n\n"));
        int more = problems.size() - MOST_TOLD;
        var counted = problems.size() == 1 ? "1 error" : problems.size() + " errors";
        err.println(counted + (more > 0 ? ", of which the first " + MOST_TOLD + " are shown" : ""));
    }

    static Map<String, String> definitions(Parsed given) throws ExitException {
        var definitions = new LinkedHashMap<String, String>();
        for (var definition : given.values(DEFINE)) {
            int equals = definition.indexOf('=');
            if (equals < 1) {
                throw ExitException.usage("-D takes NAME=VALUE, not \"" + definition + "\"");
            }
            definitions.put(definition.substring(0, equals), definition.substring(equals + 1));
        }
        return definitions;
    }
}
