package dev.simrun.language;

import dev.simrun.match.Spelling;
import dev.simrun.scenario.Step;
import dev.simrun.source.Location;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the readers of a case's steps know of it.
 *
 * @param names that steps have bound so far
 * @param substitution what was put in before
 * @param extensions the keys of those that are declared, by these and by the names under which they register
 * @param strangersMayRegister whether other names can come to be registered
 */
record Setting(
        Problems problems,
        Names names,
        Substitution substitution,
        Map<String, String> extensions,
        boolean strangersMayRegister) {
    private static final String ENVIRONMENT = "environment";
    private static final String RUNTIME = "runtime";

    /** What stands for every extension. */
    static final List<String> ALL = List.of("all");

    Setting {
        extensions = new LinkedHashMap<>(extensions);
    }

    /** The same, where other names are bound. */
    Setting with(Names others) {
        return with(problems, others, substitution);
    }

    /** The same for a part of the text, where other names are bound and more was put in. */
    Setting with(Problems elsewhere, Names others, Substitution more) {
        return new Setting(elsewhere, others, more, extensions, strangersMayRegister);
    }

    /** How events call the actor of that key, or of the name under which it registers. */
    String key(String name) {
        return extensions.getOrDefault(name, name);
    }

    /** Tells of a name, or a list of names, that nothing has; the step's key says what else was meant. */
    void check(Naming naming, String step, Location at, Object named) {
        switch (naming) {
            case NOTHING -> {}
            case ACTOR -> requireActor(step, at, named.toString());
            case EVENT_ACTOR -> {
                if (!named.equals(ENVIRONMENT) && !strangersMayRegister) {
                    requireActor(step, at, named.toString());
                }
            }
            case EXTENSION -> requireExtension(step, at, named.toString());
            case EXTENSIONS -> {
                if (!named.equals(ALL) && named instanceof List<?> list) {
                    list.forEach(name -> requireExtension(step, at, name.toString()));
                }
            }
            case BOUND -> names.check(at, named.toString(), named.toString(), Set.of());
            case BEGUN -> {
                if (!named.equals(Step.Result.ALL)) {
                    names.checkBegun(at, named.toString());
                }
            }
        }
    }

    private void requireActor(String step, Location at, String name) {
        if (!name.equals(RUNTIME) && !extensions.containsKey(name)) {
            var known = new LinkedHashSet<>(List.of(RUNTIME));
            known.addAll(extensions.values());
            problems.add(undeclared(step, at, name, known));
        }
    }

    private void requireExtension(String step, Location at, String name) {
        if (!extensions.containsKey(name) && !strangersMayRegister) {
            problems.add(undeclared(step, at, name, new LinkedHashSet<>(extensions.values())));
        }
    }

    private static Problem undeclared(String step, Location at, String name, Set<String> known) {
        var problem = Problem.of(at, "there is no actor \"" + name + "\"")
                .meant(Spelling.nearest(name, known))
                .note(known.isEmpty() ? "the file declares no extensions" : "actors: " + String.join(", ", known));
        return problem.remark().isPresent()
                ? problem
                : Hints.inPlaceOfActor(step, name, known).map(problem::remark).orElse(problem);
    }
}
