import dev.simrun.api.LocalApi;
import dev.simrun.engine.Caller;
import dev.simrun.engine.Environment;
import dev.simrun.engine.Host;
import dev.simrun.engine.RealTime;
import dev.simrun.engine.Worker;
import dev.simrun.event.Room;
import dev.simrun.event.ShutdownReason;
import dev.simrun.http.LeanClient;
import dev.simrun.http.Servers;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Phase;
import dev.simrun.sim.Setup;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * One environment, driven from Java, with a runtime and three extensions that poll over sockets, for many invocations.
 * Prints what it holds on to every tenth of the way: heap after a collection, threads, file descriptors, events kept.
 *
 * <p>Usage: {@code src/bench/soak [INVOCATIONS]} (100,000).
 */
public final class Soak {
    private static final int EXTENSIONS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int TENTHS = 10;

    /** The JVM has warmed up by then, and the timeline of 100,000 invocations is full. */
    private static final int EARLY_TENTH = 3;

    private static final int LATE_TENTH = 7;

    /** What the end may hold on to, beside that tenth. */
    /** Of the heap: the timeline keeps between three quarters of its room and all of it. */
    private static final double HEAP_RATIO = 1.25;

    private static final double RATIO = 1.05;

    private Soak() {}

    /** The actors are threads of this program, started by it. */
    private static final class Nobody implements Host {
        @Override
        public void start(String actor) {}

        @Override
        public void signal(String actor, boolean kill) {}

        @Override
        public void freeze(BooleanSupplier wanted, Runnable done) {}

        @Override
        public void thaw(Runnable done) {
            done.run();
        }

        @Override
        public boolean alive(String actor) {
            return false;
        }
    }

    /** Who waits for an answer. */
    private record Waiting(CompletableFuture<CallerAnswer> answer) implements Caller {
        @Override
        public void answered(CallerAnswer given) {
            answer.complete(given);
        }

        @Override
        public void refused(String message) {
            answer.completeExceptionally(new IllegalStateException(message));
        }
    }

    public static void main(String[] args) throws Exception {
        int invocations = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        var externals = new ArrayList<Setup.External>();
        for (int i = 0; i < EXTENSIONS; i++) {
            externals.add(new Setup.External("extension-" + i, false));
        }
        var environment = new Environment(
                setup(externals), new RealTime(Room.ofHeap(), new Worker(Soak::broken)), new SplittableRandom(0));
        environment.attach(new Nobody());
        try (var servers = new Servers();
                var server = servers.open(new LocalApi(environment), Throwable::printStackTrace)) {
            environment.init();
            for (var external : externals) {
                actor(() -> extension(server.port(), external.name()));
            }
            actor(() -> runtime(server.port()));
            var _ = environment.await(LIMIT, view -> view.phase() == Phase.READY);
            run(environment, invocations);
            environment.shutdown(ShutdownReason.SPINDOWN, false);
            var _ = environment.await(LIMIT, view -> view.phase() == Phase.TERMINATED);
            environment.close();
        }
    }

    private static Setup setup(List<Setup.External> externals) {
        var second = Duration.ofSeconds(1);
        return new Setup(
                "soak",
                "$LATEST",
                "index.handler",
                "123456789012",
                "arn:aws:lambda:us-east-1:123456789012:function:soak",
                new Setup.Limits(second, second, second, second, second, 6_291_556),
                Optional.empty(),
                false,
                externals,
                Map.of(),
                false,
                false,
                1);
    }

    /** What the process holds on to at one time. */
    private record Held(long heapKib, int threads, int descriptors, int events) {
        static Held now(Environment environment) {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return new Held(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    openFiles(),
                    environment.timeline().all().size());
        }

        /** How many descriptors this process has open; 0 where nobody tells. */
        private static int openFiles() {
            var open = new File("/proc/self/fd").list();
            return open == null ? 0 : open.length;
        }
    }

    private static void run(Environment environment, int invocations) throws Exception {
        System.out.println("invocations    per second   heap KiB   threads   descriptors   events kept");
        int part = Math.max(1, invocations / TENTHS);
        var held = new ArrayList<Held>();
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            long began = System.nanoTime();
            for (int i = 1; i <= part; i++) {
                invoke(environment, (tenth - 1) * part + i);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            var now = Held.now(environment);
            held.add(now);
            System.out.printf(
                    Locale.ROOT,
                    "%11d %13.0f %10d %9d %13d %13d%n",
                    tenth * part,
                    part / seconds,
                    now.heapKib(),
                    now.threads(),
                    now.descriptors(),
                    now.events());
        }
        var early = held.subList(EARLY_TENTH - 1, LATE_TENTH - 1);
        var late = held.subList(LATE_TENTH - 1, TENTHS);
        System.out.printf("%nmost of tenths %d to %d / of %d to %d%n", LATE_TENTH, TENTHS, EARLY_TENTH, LATE_TENTH - 1);
        boolean forgets = most(early, Held::events) >= most(late, Held::events) * 9 / 10;
        if (forgets) {
            verdict("heap", most(late, Held::heapKib), most(early, Held::heapKib), HEAP_RATIO);
        } else {
            System.out.println("heap: no verdict, as the timeline had still room for more events");
        }
        verdict("threads", most(late, Held::threads), most(early, Held::threads), RATIO);
        verdict("descriptors", most(late, Held::descriptors), most(early, Held::descriptors), RATIO);
    }

    private static long most(List<Held> some, ToLongFunction<Held> of) {
        return some.stream().mapToLong(of).max().orElseThrow();
    }

    private static void verdict(String name, long last, long early, double limit) {
        double ratio = (double) last / Math.max(1, early);
        System.out.printf(
                Locale.ROOT,
                "%-40s%8.2f   at most %.2f   %s%n",
                name,
                ratio,
                limit,
                ratio <= limit ? "holds" : "does not hold");
    }

    private static void invoke(Environment environment, int number) throws Exception {
        var answer = new CompletableFuture<CallerAnswer>();
        environment.invoke(invocation(number), new Waiting(answer));
        if (!answer.get().payload().text().equals("{\"n\":" + number + "}")) {
            throw new IllegalStateException("a wrong answer to invocation " + number);
        }
        var _ = environment.await(LIMIT, view -> view.phase() == Phase.READY);
    }

    private static Invocation invocation(int number) {
        return new Invocation(
                "request-" + number,
                Bytes.utf8("{\"n\":" + number + "}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0",
                Duration.ofSeconds(60),
                false);
    }

    /** What an actor does all its life. */
    private interface Life {
        void live() throws Exception;
    }

    private static void actor(Life life) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                life.live();
            } catch (Exception broken) {
                broken(broken);
            }
        });
    }

    private static void broken(Throwable thrown) {
        thrown.printStackTrace();
        System.exit(1);
    }

    private static void extension(int port, String name) throws Exception {
        try (var client = LeanClient.to(port)) {
            var registered = (Answer.Response) client.send(Request.of(
                    "POST",
                    "/2020-01-01/extension/register",
                    Headers.of("Lambda-Extension-Name", name),
                    Bytes.utf8("{\"events\":[\"INVOKE\",\"SHUTDOWN\"]}")));
            var identifier =
                    registered.headers().first("Lambda-Extension-Identifier").orElseThrow();
            var next = Request.of(
                    "GET",
                    "/2020-01-01/extension/event/next",
                    Headers.of("Lambda-Extension-Identifier", identifier),
                    Bytes.EMPTY);
            while (client.send(next) instanceof Answer.Response) {
                // What came was an event; the next poll says that it was dealt with.
            }
        }
    }

    private static void runtime(int port) throws Exception {
        try (var client = LeanClient.to(port)) {
            var base = "/2018-06-01/runtime/invocation/";
            var next = Request.of("GET", base + "next", Headers.NONE, Bytes.EMPTY);
            while (client.send(next) instanceof Answer.Response event) {
                var id = event.headers().first("Lambda-Runtime-Aws-Request-Id").orElseThrow();
                var headers = Headers.of("Content-Type", "application/json");
                client.send(Request.of("POST", base + id + "/response", headers, event.body()));
            }
        }
    }
}
