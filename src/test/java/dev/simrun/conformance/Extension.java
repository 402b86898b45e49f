package dev.simrun.conformance;

import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import java.util.concurrent.CompletableFuture;

/** A registered extension that the test plays. */
record Extension(Client client, String id) {
    static final String ID = "Lambda-Extension-Identifier";

    CompletableFuture<Answer.Response> poll() {
        var path = Client.EXTENSION + "/event/next";
        return client.begin(Client.request("GET", path, Bytes.EMPTY, ID, id));
    }

    Answer.Response next() {
        return poll().join();
    }

    /** Posts {@code init/error} or {@code exit/error}. */
    Answer.Response report(String what, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = ID;
        all[1] = id;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return client.post(Client.EXTENSION + "/" + what, "", all);
    }
}
