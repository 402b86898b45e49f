package dev.simrun.api;

import dev.simrun.engine.Environment;
import dev.simrun.engine.Time;
import dev.simrun.event.Fact;
import dev.simrun.sim.Phase;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The local APIs behind a list of faults. */
public final class FaultyApi implements Api {
    private final LocalApi api;
    private final Environment environment;
    private final Faults faults;

    public FaultyApi(LocalApi api, Environment environment, Faults faults) {
        this.api = api;
        this.environment = environment;
        this.faults = faults;
    }

    @Override
    public int bodyLimitBytes() {
        return api.bodyLimitBytes();
    }

    @Override
    public void refused(Unserved request) {
        api.refused(request);
    }

    @Override
    public Header date() {
        return api.date();
    }

    @Override
    public Exchange begin(Request request) {
        var early = early(request);
        if (early.isEmpty()) {
            return faulted(request);
        }
        return early.get() instanceof FaultAction.Duplicate
                ? new Twice(api.begin(request), api.begin(request))
                : Faulted.untaken(this, request, early.get());
    }

    private Exchange faulted(Request request) {
        var exchange = Faulted.of(this, request, api.begin(request));
        if (Route.Known.asked(request).filter(Route.Known::isPoll).isPresent()) {
            faults.waits(exchange);
        }
        return exchange;
    }

    /** What a request meets when it comes; nothing does after the end, when nothing answers. */
    private Optional<FaultAction> early(Request request) {
        if (faults.isEmpty() || api.isOver()) {
            return Optional.empty();
        }
        var met = faults.takeEarly(request, actor(request));
        met.ifPresent(action -> record(request, action, !(action instanceof FaultAction.Duplicate)));
        return met;
    }

    @Override
    public Optional<Upload> upload(Request head) {
        if (!api.isUpload(head)) {
            return Optional.empty();
        }
        var early = early(head);
        if (early.isPresent() && !(early.get() instanceof FaultAction.Duplicate)) {
            return Optional.of(new FaultedUpload(List.of(), Faulted.untaken(this, head, early.get())));
        }
        return api.upload(head)
                .map(upload -> early.flatMap(_ -> api.upload(head))
                        .map(second -> new FaultedUpload(List.of(upload, second), new Twice(upload, second)))
                        .orElseGet(() -> new FaultedUpload(List.of(upload), Faulted.of(this, head, upload))));
    }

    /** A body that is passed on once or twice, or to nobody, and whose answer may meet a fault. */
    private record FaultedUpload(List<Upload> uploads, Exchange answer) implements Upload {
        @Override
        public boolean piece(Bytes bytes) throws InterruptedException {
            boolean wanted = uploads.isEmpty(); // else its client would see that nobody reads
            for (var upload : uploads) {
                wanted |= upload.piece(bytes);
            }
            return wanted;
        }

        @Override
        public int keptBytes() {
            return uploads.size() == 1 ? uploads.getFirst().keptBytes() : 0;
        }

        @Override
        public void end(Headers trailers, Request.BodyEnd bodyEnd) throws InterruptedException {
            for (var upload : uploads) {
                upload.end(trailers, bodyEnd);
            }
        }

        @Override
        public Answer await() throws InterruptedException {
            return answer.await();
        }

        @Override
        public void abandon() {
            answer.abandon();
        }

        @Override
        public Delivery delivery() {
            return answer.delivery();
        }
    }

    /** Waits for the end of the environment. */
    void awaitEnd() throws InterruptedException {
        time().await(() -> environment.look(view -> view.phase() == Phase.TERMINATED));
    }

    Time time() {
        return environment.time();
    }

    Faults faults() {
        return faults;
    }

    /** Who sent a request. */
    String actor(Request request) {
        return api.actor(request);
    }

    Answer dated(Answer answer) {
        return api.dated(answer);
    }

    /** A request met a fault. */
    void record(Request request, FaultAction action, boolean untaken) {
        environment.record(
                actor(request),
                new Fact.Fault(
                        Fault.Target.of(request).wireName(), request.method(), request.path(), name(action), untaken));
    }

    private static Fact.Fault.Action name(FaultAction action) {
        return switch (action) {
            case FaultAction.Answer _ -> Fact.Fault.Action.ANSWER;
            case FaultAction.Delayed(Duration _, FaultAction then) -> name(then);
            case FaultAction.Delay _ -> Fact.Fault.Action.DELAY;
            case FaultAction.Drop _ -> Fact.Fault.Action.DROP;
            case FaultAction.Reset _ -> Fact.Fault.Action.RESET;
            case FaultAction.Truncate _ -> Fact.Fault.Action.TRUNCATE;
            case FaultAction.Duplicate _ -> Fact.Fault.Action.DUPLICATE;
            case FaultAction.Network _ -> Fact.Fault.Action.NETWORK;
        };
    }

    /** Two calls for one request; its client knows of the first only. */
    private record Twice(Exchange first, Exchange second) implements Exchange {
        @Override
        public Answer await() throws InterruptedException {
            var answer = first.await();
            var _ = second.withdraw(); // now, if it still waits; its answer is read so that it is recorded
            var _ = second.await();
            return answer;
        }

        @Override
        public void abandon() {
            var _ = second.withdraw();
            first.abandon();
        }
    }
}
