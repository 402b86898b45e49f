package dev.simrun.report;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.Fact;
import dev.simrun.event.Facts;
import dev.simrun.event.LeftOut;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Evidence;
import dev.simrun.run.Evidence.Mark;
import dev.simrun.run.Failure;
import dev.simrun.run.Failure.Miss;
import dev.simrun.run.Remark;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.Runner.Planned;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Step;
import dev.simrun.source.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Results made by hand, about scenarios that are read from files. */
public final class Results {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    static final String ID = "6f1c2a34-0000-4000-8000-000000000001";

    private Results() {}

    /** What is told of the run. */
    public static final RunInfo RUN = new RunInfo(
            "0.0",
            List.of("-v", "scenarios"),
            "warn",
            OptionalLong.empty(),
            Optional.of("ci-1"),
            "25.0.1+8-LTS",
            "Linux 6.1 amd64",
            Optional.empty());

    public static ScenarioFile file(String name) {
        return file(name, Map.of());
    }

    /** A file that is read with the values of {@code -D}. */
    static ScenarioFile file(String name, Map<String, String> definitions) {
        return ScenarioReader.read(
                Path.of("src/test/resources/report", name), "scenarios/" + name, definitions, Map.of());
    }

    public static ScenarioFile shutdown() {
        return file("shutdown.yaml");
    }

    static Event event(long seq, long millis, EventType type, String actor, String fields) {
        return new Event(seq, Duration.ofMillis(millis), 1, actor, Facts.of(type, fields));
    }

    public static Event log(long seq, String stream, String line) {
        var of = Fact.Log.Stream.valueOf(stream.toUpperCase(Locale.ROOT));
        var fact = new Fact.Log(of, line, Optional.empty(), false);
        return new Event(seq, Duration.ofMillis(seq), 1, "runtime", fact);
    }

    public static List<Event> timeline() {
        var invoke = "{\"request_id\":\"" + ID + "\",\"event\":\"INVOKE\"}";
        var start = "{\"request_id\":\"" + ID + "\"}";
        var spindown = "{\"event\":\"SHUTDOWN\",\"reason\":\"spindown\"}";
        return List.of(
                event(1, 42, EventType.EXTENSION_REGISTER, "audit", "{\"events\":[\"INVOKE\",\"SHUTDOWN\"]}"),
                event(2, 51, EventType.EXTENSION_NEXT, "audit", "{}"),
                event(3, 60, EventType.EXTENSION_EVENT, "audit", invoke),
                event(4, 60, EventType.INVOKE_START, "environment", start),
                event(5, 70, EventType.EXTENSION_EVENT, "audit", spindown),
                event(6, 882, EventType.EXTENSION_NEXT, "audit", "{}"),
                event(7, 882, EventType.EXTENSION_ACKNOWLEDGED, "audit", "{\"by\":\"next\",\"after\":0.812}"));
    }

    static Location at(ScenarioFile file, int line, int column, int width) {
        return new Location(file.source(), line, column, width);
    }

    /** The first example of the language's description. */
    public static Failure late(ScenarioFile file) {
        var at = at(file, 13, 58, 5);
        return new Failure(
                Verdict.FAILED,
                "assert_acknowledged: audit acknowledged 812ms after SHUTDOWN, expected less than" + " 500ms",
                at,
                4,
                4,
                false,
                List.of(new Miss(
                        at,
                        "after",
                        "less than 500ms",
                        "812ms",
                        "",
                        JsonNodeFactory.instance.pojoNode(Duration.ofMillis(812)),
                        Optional.of(Duration.ofMillis(500)))),
                List.of(),
                evidence(Optional.of("audit"), new Mark(6, "+812ms")));
    }

    /** What was not met, where the value itself does not matter. */
    static Miss miss(Location at, String path, String expected, String actual, String reason) {
        return new Miss(at, path, expected, actual, reason, MissingNode.getInstance(), Optional.empty());
    }

    static Evidence evidence(Optional<String> actor, Mark... marks) {
        return new Evidence(
                actor, List.of(marks), Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    public static Failure inFinally(ScenarioFile file) {
        return new Failure(
                Verdict.ERRORED,
                "assert_state: the environment is gone",
                at(file, 17, 5, 12),
                2,
                2,
                true,
                List.of(),
                List.of("nearest: ready"),
                evidence(Optional.empty(), new Mark(2, "")));
    }

    public static CaseResult result(ScenarioFile file, Verdict verdict, List<Failure> failures, List<Event> timeline) {
        return new CaseResult(
                planned(file, 0).info(),
                verdict,
                Optional.empty(),
                START,
                Duration.ofMillis(1311),
                steps(file, verdict),
                failures,
                List.of(),
                timeline,
                LeftOut.NOTHING,
                OptionalLong.empty(),
                1,
                List.of());
    }

    public static CaseResult failed() {
        var file = shutdown();
        return result(file, Verdict.FAILED, List.of(late(file)), timeline());
    }

    /** A failed case of which something is no longer kept. */
    public static CaseResult leavingOut(LeftOut leftOut) {
        return like(failed(), Verdict.FAILED, List.of(), leftOut, List.of());
    }

    public static CaseResult passed() {
        return result(shutdown(), Verdict.PASSED, List.of(), timeline());
    }

    /** A passed case in which something was set up and not met. */
    public static CaseResult remarked(String text) {
        var remark = new Remark(text, at(shutdown(), 13, 5, 5));
        return like(passed(), Verdict.PASSED, List.of(remark), LeftOut.NOTHING, List.of());
    }

    /** A case that passed when it was run again. */
    public static CaseResult flaky(CaseResult first) {
        return like(passed(), Verdict.FLAKY, List.of(), LeftOut.NOTHING, List.of(first));
    }

    private static CaseResult like(
            CaseResult all, Verdict verdict, List<Remark> remarks, LeftOut leftOut, List<CaseResult> earlier) {
        return new CaseResult(
                all.info(),
                verdict,
                all.reason(),
                all.startedAt(),
                all.duration(),
                all.steps(),
                all.failures(),
                remarks,
                all.timeline(),
                leftOut,
                all.seed(),
                all.ordersTried(),
                earlier);
    }

    /** A case that has not run. */
    public static CaseResult unrun(ScenarioFile file, int row, Verdict verdict, String reason) {
        return new CaseResult(
                planned(file, row).info(),
                verdict,
                Optional.of(reason),
                START,
                Duration.ZERO,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                LeftOut.NOTHING,
                OptionalLong.empty(),
                1,
                List.of());
    }

    /** The expected output of that name. */
    static Path golden(String file) {
        return Path.of("src/test/resources/report").resolve(file);
    }

    /** Tells a listener of all cases of a run. */
    public static void tell(RunListener listener, RunResult run) {
        run.cases().forEach(listener::caseFinished);
    }

    private static Planned planned(ScenarioFile file, int row) {
        return new Planned(file, file.cases().get(row));
    }

    public static RunResult run(CaseResult... cases) {
        return new RunResult(START, Duration.ofMillis(1311), List.of(cases));
    }

    /** Each step of the file, the last before {@code finally} with the case's verdict. */
    private static List<StepResult> steps(ScenarioFile file, Verdict verdict) {
        var one = file.cases().getFirst();
        var results = new ArrayList<StepResult>();
        for (var step : one.steps()) {
            boolean last = results.size() == one.steps().size() - 1;
            results.add(step(step, false, results.size() + 1, last ? verdict : Verdict.PASSED, results.size()));
        }
        int finallySteps = 0;
        for (var step : one.finallySteps()) {
            results.add(step(step, true, ++finallySteps, Verdict.PASSED, results.size()));
        }
        return results;
    }

    private static StepResult step(Step step, boolean inFinally, int number, Verdict verdict, int before) {
        return new StepResult(
                number,
                step.common().key(),
                step.common().label(),
                step.common().at().line(),
                inFinally,
                verdict,
                Duration.ofMillis(42 + before * 20L),
                Duration.ofMillis(18),
                before * 2L);
    }
}
