package dev.simrun.api;

import dev.simrun.engine.Environment;
import dev.simrun.event.Fact;
import dev.simrun.sim.Phase;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
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
        if (!faults.isEmpty() && faults.takeDuplicate(request, api.actor(request))) {
            record(request, new FaultAction.Duplicate());
            return new Twice(api.begin(request), api.begin(request));
        }
        return new Faulted(request, api.begin(request));
    }

    @Override
    public Optional<Upload> upload(Request head) {
        return api.upload(head).map(upload -> faulted(head, upload));
    }

    private Upload faulted(Request head, Upload upload) {
        if (!faults.isEmpty() && faults.takeDuplicate(head, api.actor(head))) {
            record(head, new FaultAction.Duplicate());
            var second = api.upload(head).orElseThrow();
            return new FaultedUpload(List.of(upload, second), new Twice(upload, second));
        }
        return new FaultedUpload(List.of(upload), new Faulted(head, upload));
    }

    /** A body that is passed on once or twice and whose answer may meet a fault. */
    private record FaultedUpload(List<Upload> uploads, Exchange answer) implements Upload {
        @Override
        public boolean piece(Bytes bytes) throws InterruptedException {
            boolean wanted = false;
            for (var upload : uploads) {
                wanted |= upload.piece(bytes);
            }
            return wanted;
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

    private void record(Request request, FaultAction action) {
        environment.record(
                api.actor(request),
                new Fact.Fault(Fault.Target.of(request).wireName(), request.method(), request.path(), name(action)));
    }

    private static Fact.Fault.Action name(FaultAction action) {
        return switch (action) {
            case FaultAction.Answer _ -> Fact.Fault.Action.ANSWER;
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
            second.withdraw(); // now, if it still waits; its answer is read so that it is recorded
            var _ = second.await();
            return answer;
        }

        @Override
        public void abandon() {
            second.withdraw();
            first.abandon();
        }
    }

    /**
     * A call whose answer may meet a fault. Which one is decided once the answer is there, so that a fault also meets
     * the polls that were waiting when it was added.
     */
    private final class Faulted implements Exchange {
        private final Request request;
        private final Exchange call;
        private volatile Delivery delivery = new Delivery.Whole();

        /** The environment takes the answer for delivered; it is lost beyond its sight. */
        private volatile boolean lost;

        Faulted(Request request, Exchange call) {
            this.request = request;
            this.call = call;
        }

        @Override
        public Answer await() throws InterruptedException {
            var answer = call.await();
            if (faults.isEmpty() || !(answer instanceof Answer.Response response)) {
                return answer;
            }
            var action = faults.take(request, api.actor(request));
            action.ifPresent(met -> record(request, met));
            return action.isPresent() ? meet(action.get(), response) : response;
        }

        private Answer meet(FaultAction action, Answer.Response response) throws InterruptedException {
            switch (action) {
                case FaultAction.Answer parts -> {
                    return Overlay.over(response, parts);
                }
                case FaultAction.Delay delay -> environment.time().pause(delay.length());
                case FaultAction.Drop _ -> {
                    lost = true;
                    var time = environment.time();
                    time.await(() -> environment.look(view -> view.phase() == Phase.TERMINATED));
                    return new Answer.Closed(); // the API has gone with its environment
                }
                case FaultAction.Reset _ -> lose(new Delivery.Reset());
                case FaultAction.Truncate(long bytes) -> lose(new Delivery.Truncated(bytes));
                case FaultAction.Network network -> {
                    environment.time().pause(faults.latency(network));
                    delivery = new Delivery.Paced(network.bandwidthBytesPerSecond(), network.sliceBytes());
                }
                case FaultAction.Duplicate _ ->
                    throw new IllegalStateException("it is met by requests, not by answers");
            }
            return response;
        }

        private void lose(Delivery how) {
            lost = true;
            delivery = how;
        }

        @Override
        public boolean isAnswered() {
            return faults.isEmpty() && call.isAnswered();
        }

        @Override
        public void abandon() {
            if (!lost) {
                call.abandon();
            }
        }

        @Override
        public Delivery delivery() {
            return delivery;
        }
    }
}
