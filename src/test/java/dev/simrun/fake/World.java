package dev.simrun.fake;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** All that surrounds a fake, with an API that hands out two events; it writes down what the fake does. */
final class World implements Stage {
    private final List<String> done = new ArrayList<>();
    final CountDownLatch idle = new CountDownLatch(1);
    boolean snapStart;
    private int events = 2;

    private synchronized void note(String what) {
        done.add(what);
    }

    synchronized String done() {
        return String.join("; ", done);
    }

    private synchronized Answer answer(Request request) {
        note((request.method() + " " + request.path().replaceFirst(".*/20[^/]*/", ""))
                + (request.body().isEmpty() ? "" : " " + request.body().text()));
        var path = request.path();
        if (path.endsWith("/next") && !path.endsWith("restore/next") && events-- == 0) {
            return new Answer.Closed();
        }
        if (path.endsWith("/event/next")) {
            var type = events == 0 ? "SHUTDOWN" : "INVOKE";
            return response(200, "{\"eventType\":\"" + type + "\"}");
        }
        return path.endsWith("/next") || path.endsWith("/register")
                ? response(200, "{\"n\":" + (2 - events) + "}")
                : (path.contains("/2/") ? response(400, "no") : response(202, ""));
    }

    private Answer response(int status, String body) {
        var headers = Headers.of("Lambda-Extension-Identifier", "id")
                .with("Lambda-Runtime-Aws-Request-Id", Integer.toString(2 - events));
        return new Answer.Response(status, headers, Bytes.utf8(body));
    }

    @Override
    public LambdaClient connect() {
        return new LambdaClient() {
            @Override
            public Answer send(Request request) {
                return answer(request);
            }

            @Override
            public Sending begin(Request head) throws IOException {
                throw new IOException("no streams here");
            }

            @Override
            public void close() {
                note("close");
            }
        };
    }

    @Override
    public Thread start(String name, Runnable task) {
        return Thread.ofVirtual().name(name).start(task);
    }

    @Override
    public boolean snapStart() {
        return snapStart;
    }

    @Override
    public void print(String line) {
        note("print " + line);
    }

    @Override
    public void pause(Duration length) {
        note("pause " + length);
    }

    @Override
    public void pause() throws InterruptedException {
        note("wait");
        idle.countDown();
        new CountDownLatch(1).await();
    }
}
