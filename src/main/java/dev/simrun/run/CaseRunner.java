package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.match.Literals;
import dev.simrun.proc.Processes;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Step;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** Runs one case: its steps until one does not pass, then all of {@code finally}. */
final class CaseRunner {
    /** How long the steps of {@code finally} may take together. */
    private static final Duration FINALLY_LIMIT = Duration.ofSeconds(30);

    private final ScenarioFile file;
    private final Case scenarioCase;
    private final RefereeMode referee;
    private final Processes processes;
    private final RunListener listener;
    private final SplittableRandom random;
    private final List<StepResult> steps = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /** Why the thread that carries out steps is interrupted: the first cause counts. */
    private final AtomicReference<Optional<Cut>> cut = new AtomicReference<>(Optional.empty());

    private volatile Optional<Thread> body = Optional.empty();

    CaseRunner(
            Planned planned,
            RefereeMode referee,
            Processes processes,
            RunListener listener,
            SplittableRandom random) {
        this.file = planned.file();
        this.scenarioCase = planned.scenarioCase();
        this.referee = referee;
        this.processes = processes;
        this.listener = listener;
        this.random = random;
    }

    /** What cuts a case off. */
    private record Cut(Verdict verdict, String message) {}

    /** Runs it. All that it started is gone when this returns. */
    CaseResult run() throws InterruptedException {
        var startedAt = Instant.now();
        long startNanos = System.nanoTime();
        Live live;
        try {
            live = Live.open(scenarioCase, file.clock(), processes, random);
        } catch (IOException noPort) {
            throw new PortException(
                    "can't listen on a loopback port: " + noPort.getMessage(), noPort);
        }
        List<Event> happened = List.of();
        try {
            live.timeline().listen(event -> listener.event(event));
            live.timeline().listen(event -> watch(live, event));
            if (referee != RefereeMode.OFF) {
                Whistle.watch(live.timeline(), file, scenarioCase);
            }
            runSteps(live);
            runFinally(live);
            live.actors.drain();
            happened = live.timeline().all(); // what simrun itself ends is not what happened
        } finally {
            live.close();
        }
        if (referee == RefereeMode.FAIL) {
            Whistle.failure(file, happened).ifPresent(failures::add);
        }
        return new CaseResult(
                file,
                scenarioCase,
                failures.isEmpty() ? Verdict.PASSED : failures.getFirst().verdict(),
                Optional.empty(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startNanos),
                steps,
                failures,
                happened,
                OptionalLong.empty(),
                1);
    }

    /** Cuts the case off; {@code finally} still runs. May come from any thread. */
    void interrupt() {
        cutOff(new Cut(Verdict.INTERRUPTED, "interrupted"));
    }

    private void cutOff(Cut why) {
        if (cut.compareAndSet(Optional.empty(), Optional.of(why))) {
            body.ifPresent(Thread::interrupt);
        }
    }

    private void runSteps(Live live) throws InterruptedException {
        var thread =
                live.time.steps("simrun-steps", () -> runAll(live, scenarioCase.steps(), false));
        body = Optional.of(thread);
        thread.start();
        if (cut.get().isPresent()) {
            thread.interrupt(); // it came before there was a thread to interrupt
        }
        if (!thread.join(file.timeout())) {
            cutOff(
                    new Cut(
                            Verdict.ERRORED,
                            "the scenario's timeout of "
                                    + Literals.duration(file.timeout())
                                    + " passed"));
            thread.join();
        }
        body = Optional.empty();
    }

    private void runFinally(Live live) throws InterruptedException {
        if (scenarioCase.finallySteps().isEmpty()) {
            return;
        }
        var thread =
                live.time.steps(
                        "simrun-finally", () -> runAll(live, scenarioCase.finallySteps(), true));
        thread.start();
        if (!thread.join(FINALLY_LIMIT)) {
            thread.interrupt();
            thread.join();
        }
    }

    private void runAll(Live live, List<Step> all, boolean inFinally) {
        var runner = new StepRunner(live);
        if (!inFinally && all.stream().noneMatch(step -> step instanceof Step.Init)) {
            var _ = live.init();
        }
        for (int i = 0; i < all.size(); i++) {
            var failure = run(live, runner, all.get(i), i + 1, inFinally);
            failure.ifPresent(failures::add);
            boolean cutOff = failure.filter(f -> f.verdict() == Verdict.INTERRUPTED).isPresent();
            if (failure.isPresent() && (!inFinally || cutOff)) {
                return;
            }
        }
    }

    private Optional<Failure> run(
            Live live, StepRunner runner, Step step, int number, boolean inFinally) {
        var startedAt = live.environment.elapsed();
        long firstEvent = live.timeline().last();
        var verdict = Verdict.PASSED;
        Optional<Failure> failure = Optional.empty();
        int count = (inFinally ? scenarioCase.finallySteps() : scenarioCase.steps()).size();
        try {
            verdict = runner.run(step);
        } catch (StepStop stop) {
            failure = Optional.of(stop.failure(number, count, inFinally));
        } catch (InterruptedException cutOff) {
            failure = Optional.of(cutOff(step, inFinally).failure(number, count, inFinally));
        }
        if (failure.isPresent()) {
            verdict = failure.get().verdict();
        }
        var duration = live.environment.elapsed().minus(startedAt);
        var result = new StepResult(step, inFinally, verdict, startedAt, duration, firstEvent);
        steps.add(result);
        listener.stepFinished(result);
        return failure;
    }

    private StepStop cutOff(Step step, boolean inFinally) {
        var why =
                inFinally
                        ? new Cut(
                                Verdict.ERRORED,
                                "finally did not end within " + Literals.duration(FINALLY_LIMIT))
                        : cut.get().orElseThrow();
        var headline = step.common().key() + ": " + why.message();
        return why.verdict() == Verdict.INTERRUPTED
                ? StepStop.interrupted(headline, step.common().at())
                : StepStop.errored(headline, step.common().at());
    }

    /**
     * Before the runtime has started, only external extensions run: one that registers under an
     * undeclared name would be taken for an internal one, and init would wait for ever for the
     * declared one.
     */
    private void watch(Live live, Event event) {
        if (event.type() != EventType.EXTENSION_REGISTER
                || !event.text("kind").equals("internal")
                || live.sending.get() > 0) {
            return;
        }
        boolean runtimeStarted =
                live.timeline().all().stream()
                        .anyMatch(e ->
                                e.type() == EventType.PROCESS_START
                                        && e.actor().equals(Event.RUNTIME));
        var internal = scenarioCase.extension(event.actor());
        var waiting =
                scenarioCase.extensions().stream()
                        .filter(actor -> actor.program() instanceof Program.Real)
                        .filter(actor -> actor.kind() == Actor.Kind.EXTERNAL)
                        .map(Actor::name)
                        .toList();
        if (!runtimeStarted && internal.isEmpty() && !waiting.isEmpty()) {
            cutOff(
                    new Cut(
                            Verdict.ERRORED,
                            "an extension registered as \""
                                    + event.actor()
                                    + "\", which no extension is declared as (declared: "
                                    + String.join(", ", waiting)
                                    + "); give its name in the file: name: "
                                    + event.actor()
                                    + " (one of a folder has the name of its file)"));
        }
    }
}
