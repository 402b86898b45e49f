package dev.simrun.http;

import dev.simrun.api.Unserved;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** An API whose answers the test gives, before a request or while it waits. */
final class FakeApi implements SilentApi {
    static final int BODY_LIMIT_BYTES = 100;
    private static final long PATIENCE_SECONDS = 20;

    /** A request that was begun; its answer is the test's to give. */
    static final class Poll implements Exchange {
        private final Request request;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final CompletableFuture<Boolean> abandoned = new CompletableFuture<>();
        private final AtomicInteger abandonments = new AtomicInteger();

        Poll(Request request) {
            this.request = request;
        }

        Request request() {
            return request;
        }

        void answer(Answer given) {
            answer.complete(given);
        }

        void awaitAbandoned() {
            within(abandoned);
        }

        boolean isAbandoned() {
            return abandonments.get() > 0;
        }

        @Override
        public Answer await() throws InterruptedException {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void abandon() {
            abandonments.incrementAndGet();
            abandoned.complete(true);
        }
    }

    private final BlockingQueue<Poll> polls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Unserved> refused = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> prepared = new ArrayBlockingQueue<>(1000);

    /** The next request that is begun gets this at once. */
    FakeApi answering(Answer... answers) {
        prepared.addAll(List.of(answers));
        return this;
    }

    FakeApi answering(String body) {
        return answering(ok(body));
    }

    static Answer ok(String body) {
        return new Answer.Response(200, Headers.of("Content-Type", "application/json"), Bytes.utf8(body));
    }

    /** The oldest request that was not taken yet; waits for one. */
    Poll taken() throws InterruptedException {
        var poll = polls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (poll == null) {
            throw new AssertionError("no request arrived");
        }
        return poll;
    }

    boolean isUntouched() {
        return polls.isEmpty();
    }

    @Override
    public void refused(Unserved request) {
        refused.add(request);
    }

    /** Those that never got here, in order. */
    List<Unserved> refused() {
        return List.copyOf(refused);
    }

    @Override
    public Exchange begin(Request request) {
        var poll = new Poll(request);
        var answer = prepared.poll();
        if (answer != null) {
            poll.answer(answer);
        }
        polls.add(poll);
        return poll;
    }

    @Override
    public int bodyLimitBytes() {
        return BODY_LIMIT_BYTES;
    }

    static <T> T within(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
