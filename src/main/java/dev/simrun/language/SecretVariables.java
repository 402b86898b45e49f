package dev.simrun.language;

import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Variables of simrun's environment whose names say that their values are secret. */
public final class SecretVariables {
    private static final Pattern SECRET =
            Pattern.compile("KEY|TOKEN|SECRET|PASSW|CREDENTIAL", Pattern.CASE_INSENSITIVE);

    private static final Pattern READ = Pattern.compile("\\benv\\.([A-Za-z_]\\w*)");

    private SecretVariables() {}

    /** Those among all. */
    public static Map<String, String> of(Map<String, String> environment) {
        return among(environment, _ -> true);
    }

    /** Those that actors of cases inherit, or that texts read as <code>${env.NAME}</code>. */
    static Map<String, String> taken(Map<String, String> environment, List<Case> cases, Stream<String> texts) {
        var read = texts.flatMap(text -> READ.matcher(text).results()).map(found -> found.group(1));
        var names = Stream.concat(read, cases.stream().flatMap(SecretVariables::inherited))
                .collect(Collectors.toSet());
        return among(environment, names::contains);
    }

    private static Stream<String> inherited(Case one) {
        return Stream.concat(Stream.of(one.runtime()), one.extensions().stream())
                .map(Actor::program)
                .filter(Program.Real.class::isInstance)
                .flatMap(program -> ((Program.Real) program).inherited().keySet().stream());
    }

    private static Map<String, String> among(Map<String, String> environment, Predicate<String> named) {
        var secrets = new TreeMap<>(environment);
        secrets.keySet()
                .removeIf(name -> !named.test(name) || !SECRET.matcher(name).find());
        return secrets;
    }
}
