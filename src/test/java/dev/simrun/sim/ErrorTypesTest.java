package dev.simrun.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTypesTest {
    @ParameterizedTest
    @CsvSource({
        "Function.OrderRejected, Function.OrderRejected, ",
        "Runtime.NoSuchModule, Runtime.NoSuchModule, ",
        "Function.order, Function.Unknown, Function.order",
        "Function., Function.Unknown, Function.",
        "ValueError, Runtime.Unknown, ValueError",
        "'', Runtime.Unknown, ''",
        ", Runtime.Unknown, ''",
    })
    void types_of_another_form_are_kept_as_unknown_ones_and_told(String header, String kept, String sent) {
        assertThat(RuntimeCalls.validType(Optional.ofNullable(header))).isEqualTo(kept);
        assertThat(RuntimeCalls.sentType(Optional.ofNullable(header))).isEqualTo(Optional.ofNullable(sent));
    }
}
