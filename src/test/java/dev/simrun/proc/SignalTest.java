package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Ending;
import org.junit.jupiter.api.Test;

class SignalTest {
    @Test
    void name_is_read_in_any_case_with_or_without_its_prefix() {
        assertThat(Signal.of("SIGTERM")).contains(Signal.SIGTERM);
        assertThat(Signal.of("term")).contains(Signal.SIGTERM);
        assertThat(Signal.of("Sigusr1")).contains(Signal.SIGUSR1);
        assertThat(Signal.of("NOTHING")).isEmpty();
        assertThat(Signal.of("")).isEmpty();
    }

    @Test
    void numbers_are_unique() {
        assertThat(Signal.values()).extracting(Signal::number).doesNotHaveDuplicates();
    }

    @Test
    void number_without_a_name_still_has_one() {
        assertThat(Signal.name(6)).isEqualTo("SIGABRT");
        assertThat(Signal.name(40)).isEqualTo("SIG40");
    }

    @Test
    void wait_status_is_decoded_with_and_without_a_core_dump() {
        assertThat(Signal.ending(0x0500)).isEqualTo(new Ending.Code(5));
        assertThat(Signal.ending(9)).isEqualTo(new Ending.Signal("SIGKILL"));
        assertThat(Signal.ending(0x80 | 11)).isEqualTo(new Ending.Signal("SIGSEGV"));
    }
}
