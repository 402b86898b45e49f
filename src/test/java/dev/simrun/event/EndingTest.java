package dev.simrun.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a process ended, in the words of Lambda's engine. */
class EndingTest {
    @ParameterizedTest
    @CsvSource({
        "SIGKILL, signal: killed",
        "SIGSYS, signal: bad system call",
        "SIGXCPU, signal: CPU time limit exceeded",
        "SIGXFSZ, signal: file size limit exceeded",
        "SIG16, signal: stack fault",
        "SIGTTIN, signal: stopped (tty input)",
        "SIG30, signal: power failure",
        "SIG34, signal: signal 34"
    })
    void signal_has_the_name_that_go_gives_it(String name, String words) {
        assertThat(new Ending.Signal(name).words()).isEqualTo(words);
        assertThat(new Ending.Signal(name).ofExtension()).isEqualTo(words);
        assertThat(new Ending.Signal(name).ofRuntime()).isEqualTo("Runtime exited with error: " + words);
    }

    @Test
    void status_0_has_words_of_its_own() {
        assertThat(new Ending.Code(0).ofExtension()).isEqualTo("exit code 0");
        assertThat(new Ending.Code(0).ofRuntime()).isEqualTo("Runtime exited without providing a reason");
    }
}
