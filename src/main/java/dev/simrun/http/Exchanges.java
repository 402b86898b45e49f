package dev.simrun.http;

import dev.simrun.api.Api;
import dev.simrun.event.Refusal;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The requests of a connection, one after the other: each goes to the API, each answer to the client. While one is
 * waited for on a thread of its own, the next request is read, because only a read tells that the client has left.
 */
final class Exchanges {
    /** As Go's server has it: 1 MiB, and what it reads at once. */
    private static final int HEAD_LIMIT_BYTES = 1024 * 1024 + 4096;

    private final LocalServer server;
    private final Api api;
    private final MessageReader reader;
    private final AnswerWriter output;
    private final Bodies bodies;
    private Optional<Waiting> waiting = Optional.empty();
    private boolean afterPost;

    /** Whether the last poll was answered within a moment, as the next one may be. */
    private volatile boolean quick;

    /** Those of a connection that was just opened. */
    Exchanges(LocalServer server, Input input, AnswerWriter output) {
        this.server = server;
        this.api = server.api();
        this.reader = new MessageReader(new Turns(input), HEAD_LIMIT_BYTES);
        this.bodies = new Bodies(reader);
        this.output = output;
    }

    /** What comes through a connection. */
    interface Input extends MessageReader.Source {
        /** As read, where nobody writes to the connection meanwhile. */
        default int readSoon(byte[] into, int offset, int length) throws IOException {
            return read(into, offset, length);
        }
    }

    /** The input as the thread of the connection reads it. */
    private final class Turns implements MessageReader.Source {
        private final Input input;

        Turns(Input input) {
            this.input = input;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return waiting.isEmpty() ? input.readSoon(into, offset, length) : input.read(into, offset, length);
        }

        @Override
        public int poll(byte[] into) throws IOException {
            return input.poll(into);
        }
    }

    /**
     * Serves until the connection is to be closed.
     *
     * @throws IOException if the client can no longer be written to
     */
    void serve() throws IOException, InterruptedException {
        try {
            boolean more = true;
            while (more) {
                var next = next();
                more = next.isPresent() && serve(next.get());
            }
        } catch (MalformedException refused) {
            refuse(refused.refusal(), refused.reason());
            output.write(refused.answer(api.date()));
        } finally {
            waiting.ifPresent(Waiting::end);
        }
    }

    /** Tells of the last request that it was refused for what it is. */
    private void refuse(Refusal cause, String reason) {
        server.refused(RequestHead.unserved(reader.lastHead(), cause, reason));
    }

    /** The next request, once the one before it has been answered; empty if none comes. */
    private Optional<RequestHead> next() throws IOException, InterruptedException {
        try {
            var head = reader.head(afterPost);
            if (head.isEmpty() || !settle()) {
                return Optional.empty();
            }
            return Optional.of(RequestHead.of(head.get()));
        } catch (EOFException torn) {
            if (waiting.filter(Waiting::isOpen).isPresent()) {
                return Optional.empty();
            }
            throw MalformedException.of("half a request");
        } catch (MalformedException refused) {
            if (!settle()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Waits until the request before was answered; whether the connection goes on after it. */
    private boolean settle() throws InterruptedException {
        boolean goesOn = waiting.isEmpty() || waiting.get().settle();
        waiting = Optional.empty();
        return goesOn;
    }

    /** Whether the connection goes on. */
    private boolean serve(RequestHead head) throws IOException, InterruptedException {
        bodies.begin(head.framing());
        afterPost = head.request().method().equals("POST");
        if (head.expecting()) {
            output.write(AnswerText.CONTINUE);
        }
        var upload = api.upload(head.request());
        if (upload.isPresent()) {
            return pass(head, upload.get());
        }
        Request request;
        try {
            request = bodies.whole(head.request(), api.bodyLimitBytes());
        } catch (MalformedException broken) {
            refuse(Refusal.BROKEN_CHUNK, broken.reason());
            return false; // as Go's server does: it closes without an answer
        }
        var exchange = api.begin(request);
        boolean last = head.last() || !reader.isOver();
        if (exchange.isAnswered()) {
            return answer(exchange, head, exchange.await(), last);
        }
        if (quick && comesSoon(exchange)) {
            if (reader.isOpen()) {
                return answer(exchange, head, exchange.await(), last);
            }
            exchange.abandon();
            return false;
        }
        waiting = Optional.of(new Waiting(exchange, head, last));
        return true;
    }

    /** Lets others go first for a moment; whether the answer is there then. */
    private static boolean comesSoon(Api.Exchange exchange) throws InterruptedException {
        long start = System.nanoTime();
        while (!exchange.isReady() && Eager.isMoment(start)) {
            Eager.letOthersGo();
            if (Thread.interrupted()) {
                throw new InterruptedException("the connection was cut");
            }
        }
        return exchange.isReady();
    }

    /** Passes a body on as it arrives. */
    private boolean pass(RequestHead head, Api.Upload upload) throws IOException, InterruptedException {
        try {
            bodies.pass(upload);
            var answer = upload.await();
            if (answer instanceof Answer.Response) {
                bodies.drop();
            }
            return answer(upload, head, answer, head.last() || !reader.isOver());
        } catch (MalformedException broken) {
            refuse(Refusal.BROKEN_CHUNK, broken.reason());
            return false; // as Go's server does: it closes without an answer
        } catch (InterruptedException closing) {
            upload.abandon();
            throw closing;
        }
    }

    /**
     * Writes an answer.
     *
     * @param wished whether the connection is to end with it
     * @return whether the connection goes on
     */
    private boolean answer(Api.Exchange exchange, RequestHead head, Answer answer, boolean wished)
            throws IOException, InterruptedException {
        switch (answer) {
            case Answer.Closed _ -> {
                output.close();
                return false;
            }
            case Answer.Response response -> {
                try {
                    boolean last = wished || AnswerText.endsConnection(response, head);
                    var text = AnswerText.of(response, head, last);
                    return output.write(text, exchange.delivery()) && !last;
                } catch (IOException | InterruptedException left) {
                    exchange.abandon();
                    throw left;
                }
            }
        }
    }

    /** An exchange whose answer is waited for: either that comes first, or the client's leaving. */
    private final class Waiting {
        private final Api.Exchange exchange;
        private final Thread thread;
        private final AtomicBoolean decided = new AtomicBoolean();
        private volatile boolean goesOn;

        Waiting(Api.Exchange exchange, RequestHead head, boolean last) {
            this.exchange = exchange;
            this.thread = Thread.ofVirtual().name("simrun answer").start(() -> await(head, last));
        }

        private void await(RequestHead head, boolean last) {
            long start = System.nanoTime();
            try {
                var answer = exchange.await();
                quick = Eager.isMoment(start);
                goesOn = first() && answer(exchange, head, answer, last);
            } catch (InterruptedException left) {
                exchange.abandon();
            } catch (IOException unread) {
                // answer() has abandoned it.
            } catch (RuntimeException | Error thrown) {
                server.broke(thrown);
            } finally {
                if (!goesOn) {
                    output.close();
                }
            }
        }

        private boolean first() {
            return decided.compareAndSet(false, true);
        }

        boolean isOpen() {
            return !decided.get();
        }

        /** Waits for the answer; whether the connection goes on after it. */
        boolean settle() throws InterruptedException {
            thread.join();
            return goesOn;
        }

        /** The client has left, or is cut off: an answer that is not there yet is for nobody. */
        void end() {
            if (first()) {
                exchange.abandon();
                thread.interrupt();
            }
            try {
                thread.join();
            } catch (InterruptedException cut) {
                thread.interrupt();
            }
        }
    }
}
