package dev.simrun.run;

import dev.simrun.api.Api;
import dev.simrun.engine.Time;
import dev.simrun.fake.LambdaClient;
import dev.simrun.http.LeanClient;
import dev.simrun.http.LocalServer;

/** How the fakes and the scenario itself reach the local API of a case. */
sealed interface Access extends AutoCloseable {
    LambdaClient connect();

    /** The port that processes are told. */
    int port();

    /** Host and port, as processes are told. */
    default String address() {
        return "127.0.0.1:" + port();
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
