package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.LeftOut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a case went.
 *
 * @param reason why it was skipped
 * @param failures the first cause first, those of {@code finally} after it; empty unless failed, errored or interrupted
 * @param timeline all that happened, as far as there was room for it
 * @param seed what {@code --seed} needs to repeat it; empty for the usual one
 * @param ordersTried with how many seeds it was run, the last of which is told of
 */
public record CaseResult(
        CaseInfo info,
        Verdict verdict,
        Optional<String> reason,
        Instant startedAt,
        Duration duration,
        List<StepResult> steps,
        List<Failure> failures,
        List<Event> timeline,
        LeftOut leftOut,
        OptionalLong seed,
        int ordersTried) {

    public CaseResult {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
        timeline = List.copyOf(timeline);
    }

    /** What the referee noted. */
    public List<Noted> findings() {
        return Noted.in(timeline);
    }

    /** Something that the referee noted: an event of type {@code referee}. */
    public record Noted(long seq, String actor, String rule, String message) {
        static List<Noted> in(List<Event> timeline) {
            return timeline.stream()
                    .flatMap(event -> event.as(Fact.Referee.class).stream()
                            .map(fact -> new Noted(event.seq(), event.actor(), fact.rule(), fact.message())))
                    .toList();
        }

        /** Who did what. The environment stands for a client that nobody knows. */
        public String told() {
            var who = actor.equals(Event.ENVIRONMENT) ? "a client" : actor;
            return who + " " + rule + ": " + message;
        }
    }

    /** The last of some runs that took so long together. */
    CaseResult with(OptionalLong lastSeed, int tried, Duration together) {
        return new CaseResult(
                info, verdict, reason, startedAt, together, steps, failures, timeline, leftOut, lastSeed, tried);
    }

    /** What a run keeps of it: how it went. What happened in it, its listeners have been told. */
    CaseResult remembered() {
        return new CaseResult(
                info, verdict, reason, startedAt, duration, List.of(), failures, List.of(), leftOut, seed, ordersTried);
    }
}
