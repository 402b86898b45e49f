package dev.simrun.api;

import static dev.simrun.api.Routed.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.sim.Setups;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LocalApiTest {
    private static final String CREDENTIALS = "/2021-04-23/credentials";

    private static Fact.RequestRefused refused(Event event) {
        return event.as(Fact.RequestRefused.class).orElseThrow();
    }

    private static Event last(Routed lambda) {
        return lambda.eventsAfter(0).getLast();
    }

    @Test
    void long_path_is_told_in_part() throws Exception {
        try (var lambda = new Routed()) {
            var longest = "/" + "p".repeat(1023);
            assertThat(lambda.get(longest).status()).isEqualTo(404);
            assertThat(refused(last(lambda)).path()).contains(longest);
            assertThat(lambda.get(longest + "q").status()).isEqualTo(404);
            assertThat(refused(last(lambda)).path()).contains(longest + "…");
        }
    }

    @Test
    void request_without_a_name_is_the_environments() throws Exception {
        try (var lambda = new Routed("audit")) {
            lambda.post(Routed.REGISTER, "{}", "Lambda-Extension-Name", "");
            assertThat(last(lambda).actor()).isEqualTo(Event.ENVIRONMENT);
            lambda.post(Routed.REGISTER, "no json", "Lambda-Extension-Name", "audit");
            assertThat(last(lambda).actor()).isEqualTo("audit");
        }
    }

    @Test
    void without_extensions_their_paths_alone_are_missing() throws Exception {
        try (var lambda = new Routed(true)) {
            assertThat(show(lambda.get("/2018-06-01/ping"))).isEqualTo("200 pong");
            assertThat(show(lambda.post(Routed.REGISTER, "{}"))).isEqualTo("404 ");
        }
    }

    @Test
    void credentials_are_there_for_functions_with_a_snapshot_and_their_token() throws Exception {
        try (var lambda = new Routed()) {
            assertThat(lambda.get(CREDENTIALS).status()).isEqualTo(404);
        }
        try (var lambda = new Routed(new Setups().snapStart(true))) {
            assertThat(show(lambda.get(CREDENTIALS, "Authorization", "token")))
                    .startsWith("200 {\"AccessKeyId\":\"id\",\"SecretAccessKey\":\"secret\",\"Token\":\"session\",");
            assertThat(show(lambda.get(CREDENTIALS, "Authorization", "another")))
                    .isEqualTo("404 cannot get credentials for the provided token\n");
            assertThat(lambda.post(CREDENTIALS, "").status()).isEqualTo(405);
        }
    }
}
