package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(new ExitStatus.Signalled(6).name()).isEqualTo("SIGABRT");
        assertThat(new ExitStatus.Signalled(40).name()).isEqualTo("SIG40");
    }

    @Test
    void wait_status_is_decoded_with_and_without_a_core_dump() {
        assertThat(ExitStatus.decode(0x0500)).isEqualTo(new ExitStatus.Exited(5));
        assertThat(ExitStatus.decode(9)).isEqualTo(new ExitStatus.Signalled(9));
        assertThat(ExitStatus.decode(0x80 | 11)).isEqualTo(new ExitStatus.Signalled(11));
    }
}
