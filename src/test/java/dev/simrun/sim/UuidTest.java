package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UuidTest {
    @Test
    void identifiers_are_random_but_for_version_and_variant() {
        var random = new Random(1);
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            var uuid = UUID.fromString(Uuid.from(random));
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
            seen.add(uuid.toString());
        }
        assertThat(seen).hasSize(1000);
    }

    @Test
    void all_other_bits_are_those_of_the_source() {
        assertThat(Uuid.from(always(0))).isEqualTo("00000000-0000-4000-8000-000000000000");
        assertThat(Uuid.from(always(-1))).isEqualTo("ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    private static RandomGenerator always(long bits) {
        return () -> bits;
    }
}
