package dev.simrun.actor;

import dev.simrun.api.Api;
import dev.simrun.engine.RealTime;
import dev.simrun.engine.Time;
import dev.simrun.engine.VirtualTime;
import dev.simrun.fake.LambdaClient;
import dev.simrun.http.LeanClient;
import dev.simrun.http.LocalServer;
import dev.simrun.http.Servers;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How the fakes and the scenario itself reach the local API of a case. */
public sealed interface Access extends AutoCloseable {
    /**
     * By the real clock it listens; by a virtual one a random number is the port.
     *
     * @throws IOException if no port could be bound
     */
    static Access open(Api api, Time time, RandomGenerator random, Servers servers) throws IOException {
        return switch (time) {
            case RealTime _ -> new Listening(servers.open(api, time.worker().fault()));
            case VirtualTime _ -> new Direct(api, time, random.nextInt(Direct.FIRST_PORT, Direct.PORTS_END));
        };
    }

    LambdaClient connect();

    /** The port that processes are told. */
    int port();

    /** Host and port, as processes are told. */
    default String address() {
        return "127.0.0.1:" + port();
    }

    /** What tells its processes, and all of their descendants, from everybody else's. */
    default Optional<String> mark() {
        return switch (this) {
            case Listening _ -> Optional.of(LambdaVariables.API + "=" + address());
            case Direct _ -> Optional.empty();
        };
    }

    @Override
    void close();

    /** Through a listener. */
    record Listening(LocalServer server) implements Access {
        @Override
        public LambdaClient connect() {
            return LeanClient.to(port());
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** Without any socket; the port is only a number. */
    record Direct(Api api, Time time, int port) implements Access {
        /** The ports that systems give out by themselves. */
        private static final int FIRST_PORT = 32768;

        private static final int PORTS_END = 61000;

        @Override
        public LambdaClient connect() {
            return new DirectClient(api, time);
        }

        @Override
        public void close() {
            // Nothing listens.
        }
    }
}
