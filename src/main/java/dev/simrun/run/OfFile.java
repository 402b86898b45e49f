package dev.simrun.run;

import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.source.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What files have for all their cases, rules of fakes and waivers, and what of it some case has met. */
final class OfFile {
    private final Map<Path, Tally> tallies = new HashMap<>();

    /** How a file stands. */
    private static final class Tally {
        private final Set<Location> met = new HashSet<>();
        private final Set<String> passed = new HashSet<>();
        private boolean bad;
        private int left;
    }

    /** A case of it will be run. */
    void planned(ScenarioFile file) {
        tally(file).left++;
    }

    /** A run of a case met what stands there. */
    void met(ScenarioFile file, Set<Location> more) {
        tally(file).met.addAll(more);
    }

    private Tally tally(ScenarioFile file) {
        return tallies.computeIfAbsent(file.path(), _ -> new Tally());
    }

    /** The result of a case: with what none has met, if it is the last of its file and all, each time, have passed. */
    CaseResult noted(Planned planned, CaseResult result) {
        var file = planned.file();
        var tally = tally(file);
        tally.left--;
        if (result.verdict() == Verdict.SKIPPED || !result.isGood()) {
            tally.bad = true;
        } else {
            tally.passed.add(planned.title());
        }
        boolean whole = tally.passed.size() == file.cases().size();
        return tally.left == 0 && whole && !tally.bad ? result.with(unmet(file, tally.met)) : result;
    }

    private static List<Remark> unmet(ScenarioFile file, Set<Location> met) {
        var unmet = new ArrayList<Remark>();
        file.cases().stream()
                .flatMap(OfFile::rules)
                .distinct()
                .filter(at -> !met.contains(at))
                .forEach(at -> unmet.add(new Remark("nothing happened that this rule is for", at)));
        file.silenced().forEach((rule, waiver) -> {
            if (!met.contains(waiver.at())) {
                unmet.add(new Remark("nobody broke the rule " + rule.id() + ", which needs no waiver", waiver.at()));
            }
        });
        return unmet;
    }

    private static Stream<Location> rules(Case one) {
        return Stream.concat(Stream.of(one.runtime()), one.extensions().stream())
                .map(Actor::program)
                .flatMap(program -> program instanceof Program.Fake(var rules) ? rules.stream() : Stream.empty())
                .map(rule -> rule.at());
    }
}
