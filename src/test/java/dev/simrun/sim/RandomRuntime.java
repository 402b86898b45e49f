package dev.simrun.sim;

import dev.simrun.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;

/** The runtime of a random run: it answers what it has, or has had, whole, in chunks or wrongly. */
final class RandomRuntime {
    private static final Bytes SMALL = Bytes.of(new byte[40]);
    private static final Bytes LARGE = Bytes.of(new byte[4 * 1024 * 1024]);

    private final RandomRun run;
    private final Random random;
    private final int slots;

    /** What it was given last: as many as there are slots. */
    private final List<Reply.Event> events = new ArrayList<>();

    private Optional<Long> stream = Optional.empty();
    private Optional<Long> sending = Optional.empty();

    /** The call that began a post whose body is wanted. */
    private Optional<Long> collected = Optional.empty();

    /** What was begun last. */
    private LongFunction<Input.Post> begun = call -> {
        throw new AssertionError("nothing was begun by " + call);
    };

    RandomRuntime(RandomRun run, Random random, int slots) {
        this.run = run;
        this.random = random;
        this.slots = slots;
    }

    /** One of those that the runtime has, or has had. */
    private Optional<Reply.Event> event() {
        int count = events.size();
        return count == 0 ? Optional.empty() : Optional.of(events.get(count == 1 ? 0 : random.nextInt(count)));
    }

    void given(Reply.Event event) {
        events.add(event);
        if (events.size() > slots) {
            events.removeFirst();
        }
    }

    /** In one go, or first the head and at some other time the body. */
    void respond() {
        if (collected.isPresent() && random.nextInt(3) > 0) {
            long call = run.nextCall();
            run.on(new Input.PostBody(call, collected.get(), begun.apply(call)));
            collected = Optional.empty();
            return;
        }
        var post = post();
        long call = run.nextCall();
        if (random.nextBoolean()) {
            run.on(post.apply(call));
        } else {
            begun = post;
            collected = Optional.empty();
            run.on(new Input.PostStart(call, post.apply(call)));
        }
    }

    private LongFunction<Input.Post> post() {
        var event = event();
        var id = event.map(e -> e.invocation().requestId()).orElse("none");
        var invocationId = event.map(Reply.Event::invocationId).filter(_ -> random.nextBoolean());
        var body = Bytes.utf8("x".repeat(random.nextInt(30) == 0 ? 101 : random.nextInt(100)));
        var posted = new Input.Posted(body, random.nextInt(40) == 0);
        Optional<String> mode = random.nextInt(40) == 0 ? Optional.of("buffered") : Optional.empty();
        if (random.nextInt(4) == 0) {
            return call -> new Input.RuntimeError(call, id, invocationId, mode, mode, posted, mode, Optional.empty());
        }
        return call -> new Input.RuntimeResponse(call, id, invocationId, mode, mode, posted);
    }

    /** A client sends the next part only when it knows what came of the one before. */
    void stream() {
        if (sending.isPresent()) {
            return;
        }
        var call = run.nextCall();
        var id = event().map(e -> e.invocation().requestId()).orElse("none");
        if (stream.isEmpty()) {
            run.on(new Input.ResponseStart(call, id, Optional.empty(), Optional.empty()));
        } else if (random.nextInt(4) == 0) {
            var failure = Optional.of(new Input.StreamFailure(Optional.empty(), Bytes.EMPTY));
            boolean failed = random.nextBoolean();
            run.on(new Input.ResponseEnd(
                    call, stream.get(), failed ? failure : Optional.empty(), random.nextInt(4) == 0));
            stream = Optional.empty();
        } else {
            sending = Optional.of(call);
            run.on(new Input.ResponseChunk(call, stream.get(), random.nextBoolean() ? LARGE : SMALL));
        }
    }

    void streamed(long call, Reply reply) {
        boolean goesOn = reply instanceof Reply.Continue;
        collected = reply instanceof Reply.Collect ? Optional.of(call) : collected;
        if (sending.equals(Optional.of(call))) {
            sending = Optional.empty();
            stream = stream.filter(_ -> goesOn);
        } else if (goesOn) {
            stream = Optional.of(call);
        }
    }

    /** The client of a call is gone. */
    void left(long call) {
        if (sending.equals(Optional.of(call))) {
            sending = Optional.empty();
            stream = Optional.empty();
        }
    }
}
