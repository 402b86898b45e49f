package dev.simrun.run;

import dev.simrun.event.Event;
import dev.simrun.run.Progress.Ended;
import dev.simrun.run.Runner.Planned;
import dev.simrun.scenario.Case;
import dev.simrun.scenario.ScenarioFile;
import dev.simrun.scenario.Step;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A case while it runs: its steps are carried out one at a time, as the one who has the session asks. For one thread,
 * but for the methods that say otherwise.
 */
public final class Session implements AutoCloseable {
    private final LiveCase live;
    private final StepThread thread;
    private final CaseView view;
    private final CaseEnd end;
    private final CaseInfo info;
    private final Shared shared;
    private final Allowance allowance;
    private final LooseEnds looseEnds;
    private final Checks checks = new Checks();
    private final Reached reached = new Reached();
    private final Failures failures = new Failures();
    private ScenarioFile file;
    private Case scenarioCase;
    private int next;
    private boolean running;
    private boolean over;

    /** A session in which nothing runs yet. */
    Session(Planned planned, LiveCase live, StepThread thread, Shared shared) {
        var timeout = live.scaled(planned.file().timeout());
        // somebody at a prompt has as many times the time as there are steps
        var least = thread.standing() ? timeout : Duration.ZERO;
        this.info = planned.info();
        this.file = planned.file();
        this.scenarioCase = planned.scenarioCase();
        this.live = live;
        this.thread = thread;
        this.view = new CaseView(live);
        this.end = new CaseEnd(live, thread, shared.breakdown());
        this.shared = shared;
        this.allowance = new Allowance(timeout, least, "the scenario's timeout of %s passed");
        this.looseEnds = new LooseEnds(live, thread, allowance);
    }

    public ScenarioFile file() {
        return file;
    }

    public Case scenarioCase() {
        return scenarioCase;
    }

    /** The position of the file's next step, from 0; the number of steps after the last. */
    public int next() {
        return next;
    }

    /** The file's next step, or the one that is under way; empty after the last. */
    public Optional<Step> nextStep() {
        var steps = scenarioCase.steps();
        return next < steps.size() ? Optional.of(steps.get(next)) : Optional.empty();
    }

    /** Why the next step did not pass, if it has been tried. */
    public Optional<Failure> failure() {
        return failures.next();
    }

    /** Whether a step is under way, since it was stopped. */
    public boolean underWay() {
        return thread.underWay();
    }

    /** The step that is under way. From any thread. */
    public Optional<Step> stepUnderWay() {
        return thread.stepUnderWay();
    }

    /** Whether the run is to end, as it was interrupted from outside. From any thread. */
    public boolean closing() {
        return thread.closing();
    }

    /** What there is to see of the case. From any thread. */
    public CaseView view() {
        return view;
    }

    /**
     * Reads typed text as steps of the case, one or a list.
     *
     * @throws ScenarioException with all problems of the text
     */
    public List<Step> read(Source source) throws ScenarioException {
        var bound = new LinkedHashSet<>(view.names().propertyNames());
        bound.addAll(live.background.names());
        return scenarioCase.typed().read(source, bound, file.clock());
    }

    /**
     * Sets where a step that runs is stopped; the question is asked with the environment's lock held, by any thread: be
     * quick.
     */
    public void stopAt(Predicate<Event> event) {
        thread.stopAt(event);
    }

    /** A thread that has not been started; what it throws ends the run. */
    public Thread thread(String name, Runnable task) {
        return shared.breakdown().worker().thread(name, task);
    }

    /** Carries out the next step, which stays so if it, or what has ended beside the steps, does not hold. */
    public Progress runNext() throws InterruptedException {
        return run(_ -> Optional.empty());
    }

    /**
     * As {@link #runNext}, and goes on with the steps after it, as long as they pass and nothing that was begun beside
     * them ends.
     *
     * @param begins told of each that follows
     */
    Progress runOn(Consumer<Step> begins) throws InterruptedException {
        return run(ended -> {
            if (!ended.passed() || next + 1 == scenarioCase.steps().size() || looseEnds.any()) {
                return Optional.empty();
            }
            over(ended);
            nextStep().ifPresent(begins);
            return Optional.of(Next.in(scenarioCase.steps(), next, false));
        });
    }

    private Progress run(Function<Ended, Optional<Next>> following) throws InterruptedException {
        var failed = looseEnds.ended(scenarioCase.steps(), next);
        if (failed.isPresent()) {
            failed.get().failure().ifPresent(failures::add);
            return tell(failed.get());
        }
        running = true;
        thread.begin(Next.in(scenarioCase.steps(), next, false), following);
        return await();
    }

    /** Once all steps have passed: judges what they began and nothing has looked at. */
    void judgeRest() throws InterruptedException {
        if (nextStep().isEmpty() && failures.ofSteps().isEmpty() && !closing()) {
            thread.stopNowhere();
            looseEnds
                    .rest()
                    .map(this::tell)
                    .flatMap(Ended::failure)
                    .or(checks::nothingChecked)
                    .ifPresent(failures::add);
        }
    }

    /** Carries out a step that does not stand in the file. */
    public Progress run(Step step) throws InterruptedException {
        running = false;
        thread.begin(Next.typed(step), _ -> Optional.empty());
        return await();
    }

    /** Lets go on what was stopped at an event. */
    public Progress goOn() throws InterruptedException {
        thread.goOn();
        return await();
    }

    private Progress await() throws InterruptedException {
        var progress = thread.await(allowance);
        if (progress instanceof Ended ended) {
            over(ended);
            running = false;
        }
        return progress;
    }

    private void over(Ended ended) {
        tell(ended);
        if (running) {
            failures.next(ended.failure());
            checks.ended(ended, next + 1, scenarioCase.steps().size());
            next += ended.passed() ? 1 : 0;
        }
    }

    /**
     * Carries out a step that waits for nothing, while another is under way.
     *
     * @return empty if it is one that waits
     */
    public Optional<Ended> runBeside(Step step) {
        return step.common().type().mayWait() ? Optional.empty() : Optional.of(thread.runBeside(step));
    }

    private Ended tell(Ended ended) {
        shared.listener().stepFinished(info, reached.add(ended.result()));
        return ended;
    }

    /** Stops the step that runs where it is, if one does. From any thread. */
    public void haltStep() {
        thread.halt();
    }

    /** Interrupts the step that is under way, which ends so. */
    public Ended giveUp() throws InterruptedException {
        thread.interrupt();
        while (true) {
            thread.goOn();
            if (await() instanceof Ended ended) {
                return ended;
            }
        }
    }

    /** Interrupts the step that runs and all after it but {@code finally}. From any thread. */
    void interrupt() {
        thread.close();
    }

    /** Passes over the next step; if it failed, that still counts. */
    public void skip() {
        failures.passOver();
        next++;
    }

    /** Goes on at a position, from 0, of another reading of the file; what stands outside its steps stays as it was. */
    public void replace(ScenarioFile other, Case otherCase, int position) {
        file = other;
        scenarioCase = otherCase;
        next = position;
    }

    List<StepResult> results() {
        return reached.results();
    }

    Failures failures() {
        return failures;
    }

    /** Cuts off a step that is still under way, and waits for its end. */
    private void settle() throws InterruptedException {
        thread.stopNowhere();
        if (underWay()) {
            thread.interrupt();
            thread.goOn();
        }
        while (underWay()) {
            var _ = await();
        }
    }

    /**
     * Carries out {@code finally}, all of it, if that has not been done; a step that is still under way is cut off
     * before.
     *
     * @param told of each of its steps as it ends
     */
    public void runFinally(Consumer<Ended> told) throws InterruptedException {
        if (over) {
            return;
        }
        over = true;
        settle();
        new Finally(thread, end).run(scenarioCase.finallySteps(), ended -> {
            tell(ended);
            told.accept(ended);
            ended.failure().ifPresent(failures::addInFinally);
        });
    }

    CaseEnd end() {
        return end;
    }

    @Override
    public void close() {
        end.close();
    }
}
