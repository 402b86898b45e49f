package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.event.LeftOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a case went.
 *
 * @param reason why it was skipped
 * @param failures the first cause first, those of {@code finally} after it; empty unless failed, errored or interrupted
 * @param remarks what was set up and not met; empty unless it passed
 * @param timeline all that happened, as far as there was room for it
 * @param seed what {@code --seed} needs to repeat it; empty for the usual one
 * @param ordersTried with how many seeds it was run, the last of which is told of
 * @param earlier how it went when it was run before, and did not pass
 */
public record CaseResult(
        CaseInfo info,
        Verdict verdict,
        Optional<String> reason,
        Instant startedAt,
        Duration duration,
        List<StepResult> steps,
        List<Failure> failures,
        List<Remark> remarks,
        List<Event> timeline,
        LeftOut leftOut,
        OptionalLong seed,
        int ordersTried,
        List<CaseResult> earlier) {

    public CaseResult {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
        remarks = List.copyOf(remarks);
        timeline = List.copyOf(timeline);
        earlier = List.copyOf(earlier);
    }

    /** What the referee noted: for each rule that an actor broke the first time, with how often it did. */
    public List<Noted> findings() {
        return Noted.in(timeline);
    }

    /**
     * Something that the referee noted.
     *
     * @param seq of the first event that says so, which has the message
     * @param count how many say so of this actor and rule
     */
    public record Noted(long seq, String actor, String rule, String message, int count) {
        static List<Noted> in(List<Event> timeline) {
            var byRule = new LinkedHashMap<List<String>, Noted>();
            for (var event : timeline) {
                event.as(Fact.Referee.class)
                        .ifPresent(fact -> byRule.merge(
                                List.of(event.actor(), fact.rule()),
                                new Noted(event.seq(), event.actor(), fact.rule(), fact.message(), 1),
                                (first, _) -> first.oneMore()));
            }
            return List.copyOf(byRule.values());
        }

        private Noted oneMore() {
            return new Noted(seq, actor, rule, message, count + 1);
        }

        /** Who did what. The environment stands for a client that nobody knows. */
        public String told() {
            var who = actor.equals(Event.ENVIRONMENT) ? "a client" : actor;
            return who + " " + rule + ": " + message + (count == 1 ? "" : " (" + count + " times)");
        }
    }

    /** With more that was set up and not met. */
    CaseResult with(List<Remark> more) {
        var all = new ArrayList<>(remarks);
        all.addAll(more);
        return new CaseResult(
                info,
                verdict,
                reason,
                startedAt,
                duration,
                steps,
                failures,
                all,
                timeline,
                leftOut,
                seed,
                ordersTried,
                earlier);
    }

    /** The last of some runs that took so long together. */
    CaseResult with(OptionalLong lastSeed, int tried, Duration together) {
        return new CaseResult(
                info, verdict, reason, startedAt, together, steps, failures, remarks, timeline, leftOut, lastSeed,
                tried, earlier);
    }

    /** The last of some runs that each began anew, as those before had not passed: it took as long as all together. */
    CaseResult after(List<CaseResult> others) {
        return new CaseResult(
                info,
                verdict == Verdict.PASSED ? Verdict.FLAKY : verdict,
                reason,
                others.getFirst().startedAt(),
                others.stream().map(CaseResult::duration).reduce(duration, Duration::plus),
                steps,
                failures,
                remarks,
                timeline,
                leftOut,
                seed,
                ordersTried,
                others);
    }

    /** Whether nothing needs to be done about it: it passed, in the end, or was not to be run. */
    public boolean isGood() {
        return verdict.isGood();
    }

    /** The run that shows what is wrong with it: the first, where a later one has passed. */
    public CaseResult telling() {
        return verdict == Verdict.FLAKY ? earlier.getFirst() : this;
    }

    /** What a run keeps of it: how it went, and the steps that did not pass. The rest its listeners have been told. */
    public CaseResult remembered() {
        return new CaseResult(
                info,
                verdict,
                reason,
                startedAt,
                duration,
                steps.stream().filter(step -> step.verdict() != Verdict.PASSED).toList(),
                failures.stream().map(Failure::withoutEvents).toList(),
                remarks,
                List.of(),
                leftOut,
                seed,
                ordersTried,
                earlier.stream().map(CaseResult::remembered).toList());
    }
}
