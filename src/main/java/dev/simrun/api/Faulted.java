package dev.simrun.api;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call whose answer may meet a fault. Which one is decided once the answer is there, so that a fault also meets the
 * polls that were waiting when it was added; one that has the environment not take the request is met at once.
 */
final class Faulted implements Api.Exchange, Faults.Poll {
    /** What is there for a fault to change where the environment gives no answer. */
    private static final Answer.Response PLAIN = new Answer.Response(200, Headers.NONE, Bytes.EMPTY);

    private final Request request;
    private final Api.Exchange call;
    private final FaultyApi api;
    private volatile Delivery delivery = new Delivery.Whole();

    /** What the client gets in place of the environment's answer; the case's lock guards it. */
    private Optional<FaultAction> instead = Optional.empty();

    /** When the request came, or was taken back: a delay beside another action counts from here. */
    private Instant since;

    /** The environment takes the answer for delivered; it is lost beyond its sight. */
    private volatile boolean lost;

    private Faulted(FaultyApi api, Request request, Api.Exchange call) {
        this.api = api;
        this.request = request;
        this.call = call;
        this.since = api.time().instant();
    }

    /** A call that the environment has. */
    static Faulted of(FaultyApi api, Request request, Api.Exchange call) {
        return new Faulted(api, request, call);
    }

    /** A request that the environment does not get. */
    static Faulted untaken(FaultyApi api, Request request, FaultAction action) {
        var faulted = new Faulted(api, request, new Untaken());
        faulted.instead = Optional.of(action);
        return faulted;
    }

    /** No call at all. */
    private record Untaken() implements Api.Exchange {
        @Override
        public Answer await() {
            return PLAIN;
        }

        @Override
        public void abandon() {
            // Nobody has it.
        }
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public String actor() {
        return api.actor(request);
    }

    @Override
    public boolean takeBack(FaultAction action) {
        boolean waited = call.withdraw();
        if (waited) {
            since = api.time().instant();
            instead = Optional.of(action);
            api.record(request, action, true);
        }
        return waited;
    }

    @Override
    public Answer await() throws InterruptedException {
        var answer = call.await();
        var untaken = api.time().locked(() -> {
            api.faults().ended(this);
            return instead;
        });
        if (untaken.isPresent()) {
            return meet(untaken.get(), (Answer.Response) api.dated(PLAIN));
        }
        if (api.faults().isEmpty() || !(answer instanceof Answer.Response response)) {
            return answer;
        }
        var action = api.faults().take(request, actor());
        action.ifPresent(met -> api.record(request, met, false));
        return action.isPresent() ? meet(action.get(), response) : response;
    }

    private Answer meet(FaultAction action, Answer.Response response) throws InterruptedException {
        switch (action) {
            case FaultAction.Answer parts -> {
                return Overlay.over(response, parts);
            }
            case FaultAction.Delayed(Duration delay, FaultAction then) -> {
                var left = Duration.between(api.time().instant(), since.plus(delay));
                if (left.isPositive()) {
                    api.time().pause(left);
                }
                return meet(then, response);
            }
            case FaultAction.Delay delay -> api.time().pause(delay.length());
            case FaultAction.Drop _ -> {
                lost = true;
                api.awaitEnd(); // the API goes with its environment
                return new Answer.Closed();
            }
            case FaultAction.Reset _ -> lose(new Delivery.Reset());
            case FaultAction.Truncate(long bytes) -> lose(new Delivery.Truncated(bytes));
            case FaultAction.Network network -> {
                api.time().pause(api.faults().latency(network));
                delivery = new Delivery.Paced(network.bandwidthBytesPerSecond(), network.sliceBytes());
            }
            case FaultAction.Duplicate _ -> throw new IllegalStateException("it is met by requests, not by answers");
        }
        return response;
    }

    private void lose(Delivery how) {
        lost = true;
        delivery = how;
    }

    @Override
    public boolean isReady() {
        return api.faults().isEmpty() && !(call instanceof Untaken) && call.isReady();
    }

    @Override
    public boolean isAnswered() {
        return api.faults().isEmpty() && !(call instanceof Untaken) && call.isAnswered();
    }

    @Override
    public void abandon() {
        api.faults().ended(this);
        if (!lost) {
            call.abandon();
        }
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }
}
