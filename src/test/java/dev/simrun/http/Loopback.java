package dev.simrun.http;

import dev.simrun.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The servers of all tests of this JVM: stopped ones would leave their threads. */
public final class Loopback {
    private static final Servers SERVERS = new Servers();

    private Loopback() {}

    /** A server of an API that is expected to throw nothing. */
    public static LocalServer serving(Api api) {
        try {
            return SERVERS.open(api, Throwable::printStackTrace);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
