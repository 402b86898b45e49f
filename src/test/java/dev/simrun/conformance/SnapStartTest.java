package dev.simrun.conformance;

import static dev.simrun.conformance.Lambda.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A function that is restored from a snapshot. */
@Timeout(60)
final class SnapStartTest {
    @Test
    @Item(36)
    void without_snapstart_there_is_no_restore() throws Exception {
        try (var lambda = new Lambda()) {
            assertThat(show(lambda.client().get(Client.RUNTIME + "/restore/next")))
                    .isEqualTo("404 404 page not found\n");
        }
    }
}
