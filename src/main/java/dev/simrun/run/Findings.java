package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.Timeline;
import dev.simrun.referee.Declared;
import dev.simrun.referee.Finding;
import dev.simrun.referee.ProtocolRule;
import dev.simrun.referee.Referee;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Waiver;
import dev.simrun.source.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Puts the referee's findings in the timeline, each right after what it is about. */
final class Findings {
    /** A client that does the same wrong for ever is not noted for ever. */
    static final int LIMIT = 1000;

    private final Timeline timeline;
    private final Referee referee;
    private final Map<ProtocolRule, Waiver> silenced;
    private final Consumer<Location> needed;
    private int findings;

    private Findings(
            Timeline timeline, Referee referee, Map<ProtocolRule, Waiver> silenced, Consumer<Location> needed) {
        this.timeline = timeline;
        this.referee = referee;
        this.silenced = silenced;
        this.needed = needed;
    }

    /**
     * Watches a timeline from now on. To be its last listener: those after it would hear of a finding before they hear
     * of its cause.
     */
    static void watch(Timeline timeline, ScenarioFile file, Case scenarioCase, Consumer<Location> needed) {
        var findings = new Findings(timeline, new Referee(declared(scenarioCase)), file.silenced(), needed);
        timeline.listen(findings::heard);
    }

    private static Declared declared(Case scenarioCase) {
        return new Declared(
                names(scenarioCase, Actor.Kind.EXTERNAL),
                names(scenarioCase, Actor.Kind.INTERNAL),
                !(scenarioCase.runtime().program() instanceof Program.None));
    }

    private static Set<String> names(Case scenarioCase, Actor.Kind kind) {
        return scenarioCase.extensions().stream()
                .filter(actor -> actor.kind() == kind)
                .map(Actor::key)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private void heard(Event event) {
        for (var finding : referee.on(event)) {
            if (silenced.containsKey(finding.rule())) {
                needed.accept(silenced.get(finding.rule()).at());
            } else if (findings < LIMIT) {
                findings++;
                note(event, finding);
            }
        }
    }

    private void note(Event cause, Finding finding) {
        var fact = new Fact.Referee(finding.rule().id(), finding.message());
        timeline.append(cause.at(), cause.environment(), finding.actor(), fact);
    }

    /** What a case with findings fails of. */
    static Optional<Failure> failure(ScenarioFile file, List<Event> timeline) {
        var findings = CaseResult.Noted.in(timeline);
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        var first = findings.getFirst();
        var more = findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more)";
        return Optional.of(new Failure(
                Verdict.FAILED,
                "referee: " + first.told() + more,
                file.nameAt(),
                0,
                0,
                false,
                List.of(),
                List.of("simrun explain " + first.rule() + " tells what to do instead"),
                Evidence.NONE
                        .about(Optional.of(first.actor()))
                        .marked(findings.stream()
                                .map(noted -> new Mark(noted.seq(), ""))
                                .toList())));
    }
}
